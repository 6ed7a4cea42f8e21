import type { ComponentSetting } from '../../config/component-setting.ts'
import { assignTexts } from '../../edit/assign.ts'
import type { Edit } from '../../edit/edit.ts'
import { insertPairs } from '../../edit/insert.ts'
import { keyOf, textAt } from '../../yaml/lookup.ts'
import type { Origin } from '../../edit/origin.ts'
import type { Occurrence } from '../../find/shapes/finding.ts'
import type { Mapping } from '../../yaml/node.ts'
import type { Found } from '../../find/find.ts'
import type { FieldChange } from './field-change.ts'

/**
 * The pull policy a setting asks for, in every container of its component. An image in another field (the server image
 * of a CassandraDatacenter) has no place for one.
 */
export function planPullPolicy(
  setting: ComponentSetting,
  images: readonly Found<Occurrence>[],
): readonly Origin<FieldChange>[] {
  const { pullPolicy, component } = setting
  if (pullPolicy === undefined) return []
  const done = new Set<Mapping>()
  return images.flatMap(({ finding, place }) => {
    const { beside } = finding
    if (beside === undefined || done.has(beside.mapping)) return []
    done.add(beside.mapping)
    const { text, mapping } = beside
    const written = textAt(text.source, mapping, 'imagePullPolicy')
    if (written === pullPolicy.value) return []
    const edits = policyEdits(text.source, mapping, pullPolicy.value)
    const path = finding.path.replace(/image$/, 'imagePullPolicy')
    const entry: FieldChange = {
      field: 'imagePullPolicy',
      component,
      written,
      text: pullPolicy.value,
      key: pullPolicy.key,
      place: { ...place, path },
    }
    return [{ entry, text, edits }]
  })
}

/** A new key goes below the image it is about, unless that came in by a merge. */
function policyEdits(source: string, mapping: Mapping, policy: string): readonly Edit[] {
  const image = mapping.pairs.findLast(pair => keyOf(source, pair) === 'image')
  const isThere = mapping.pairs.some(pair => keyOf(source, pair) === 'imagePullPolicy')
  if (image === undefined || isThere) return assignTexts(source, mapping, { imagePullPolicy: policy })
  const upToImage = { ...mapping, end: image.value.end }
  return [insertPairs(source, upToImage, { imagePullPolicy: policy }, true) ?? []].flat()
}
