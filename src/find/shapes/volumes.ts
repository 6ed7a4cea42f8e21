import { mappingAt, pairsOf } from '../../yaml/lookup.ts'
import { joinIndex, joinKey } from '../../yaml/path.ts'
import { resolve } from '../../yaml/node.ts'
import type { Finding, Site } from './finding.ts'
import { readReference } from './reference.ts'

/**
 * A list of volumes: image volumes name theirs in `image.reference` (ImageVolumeSource). A Ceph volume's `rbd.image` and
 * the like are no container images and stay.
 */
export function readVolumes(site: Site): readonly Finding[] {
  const list = resolve(site.node)
  if (list?.type !== 'sequence') return []
  const { source } = site.text
  return list.items.flatMap((item, index) => {
    const volume = resolve(item)
    const image = volume?.type === 'mapping' ? mappingAt(source, volume, 'image') : undefined
    if (image === undefined) return []
    const path = joinKey(joinKey(joinIndex(site.path, index), 'image'), 'reference')
    return pairsOf(source, image, 'reference').flatMap(pair =>
      readReference({ text: site.text, node: pair.value, path }, 'certain'),
    )
  })
}
