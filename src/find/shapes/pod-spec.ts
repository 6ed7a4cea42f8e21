import { pairsOf, textAt } from '../../yaml/lookup.ts'
import { joinKey } from '../../yaml/path.ts'
import { resolve } from '../../yaml/node.ts'
import { containerLists, readContainers } from './containers.ts'
import type { Finding, Site } from './finding.ts'
import { readPullSecrets } from './pull-secrets.ts'
import { readVolumes } from './volumes.ts'

/** Containers, init and ephemeral containers, image volumes, and the list of pull secrets of a PodSpec (core/v1). */
export function readPodSpec(site: Site): readonly Finding[] {
  const { text, path } = site
  const spec = resolve(site.node)
  if (spec?.type !== 'mapping') return []
  const sitesAt = (key: string): readonly Site[] =>
    pairsOf(text.source, spec, key).map(pair => ({ text, node: pair.value, path: joinKey(path, key) }))
  const findings = [
    ...containerLists.flatMap(key => sitesAt(key).flatMap(readContainers)),
    ...sitesAt('volumes').flatMap(readVolumes),
  ]
  const images = findings
    .filter(finding => finding.type === 'image')
    .map(image => image.text.toStream(image.offset))
  const account =
    textAt(text.source, spec, 'serviceAccountName') ??
    textAt(text.source, spec, 'serviceAccount') ??
    'default'
  return [
    ...findings,
    readPullSecrets({ text, owner: spec, path, keys: ['imagePullSecrets'], account, images }),
  ]
}
