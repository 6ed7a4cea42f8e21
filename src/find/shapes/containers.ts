import { pairsOf, textAt } from '../../yaml/lookup.ts'
import { joinIndex, joinKey } from '../../yaml/path.ts'
import { resolve, type Mapping, type Node, type Sequence } from '../../yaml/node.ts'
import { readArguments } from './argument.ts'
import { readEnvironment } from './environment.ts'
import type { Finding, Site } from './finding.ts'
import { readOperatorVariables } from './operator-variables.ts'
import { readReference } from './reference.ts'

/** The lists of containers in a pod spec. */
export const containerLists = ['initContainers', 'containers', 'ephemeralContainers'] as const

/** A row and the walk over everything come by the same lists: each is read once. */
const known = new WeakMap<Node, readonly Finding[]>()

/** A list of containers: images, and the images in arguments and variables. */
export function readContainers(site: Site): readonly Finding[] {
  const list = resolve(site.node)
  if (list?.type !== 'sequence') return []
  const findings = known.get(list) ?? readList(site, list)
  known.set(list, findings)
  return findings
}

function readList(site: Site, list: Sequence): readonly Finding[] {
  return list.items.flatMap((item, index) => {
    const container = resolve(item)
    if (container?.type !== 'mapping') return []
    return readContainer({ ...site, node: container, path: joinIndex(site.path, index) }, container)
  })
}

function readContainer(site: Site, container: Mapping): readonly Finding[] {
  const { source } = site.text
  const name = textAt(source, container, 'name')
  const beside = { text: site.text, mapping: container }
  const sitesAt = (key: string): readonly Site[] =>
    pairsOf(source, container, key).map(pair => ({
      text: site.text,
      node: pair.value,
      path: joinKey(site.path, key),
    }))
  return [
    ...sitesAt('image')
      .flatMap(image => readReference(image, 'certain', name))
      .map(finding => (finding.type === 'image' ? { ...finding, beside } : finding)),
    ...sitesAt('command').flatMap(command => readArguments(command, name)),
    ...sitesAt('args').flatMap(list => readArguments(list, name)),
    ...sitesAt('env').flatMap(list => [
      ...readOperatorVariables(list, container, name),
      ...readEnvironment(list, name),
    ]),
  ]
}
