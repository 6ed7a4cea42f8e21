import { keyOf, mappingAt, textAt } from '../../yaml/lookup.ts'
import { joinIndex, joinKey } from '../../yaml/path.ts'
import { isSchema } from '../../manifest/manifest.ts'
import { resolve, type Mapping, type Node } from '../../yaml/node.ts'
import { readArguments } from './argument.ts'
import { containerLists, readContainers } from './containers.ts'
import { readEnvironment } from './environment.ts'
import type { Finding, Site } from './finding.ts'
import { readReference } from './reference.ts'
import { readSplit, splitKeys } from './split.ts'
import { readVolumes } from './volumes.ts'

/** Where images stand in any mapping of any kind, by the name of the key. */
const readers: ReadonlyMap<string, (site: Site) => readonly Finding[]> = new Map([
  ...containerLists.map(key => [key, readContainers] as const),
  ['volumes', readVolumes],
  ['command', readArguments],
  ['args', readArguments],
  ['env', readEnvironment],
])

const imageKey = /^(?:image|[A-Za-z0-9]*Image)$/

/**
 * Keys below which `image` means something else, or nothing is ever pulled.
 * Ceph and Quobyte volumes: FIELDMAP §0.10. Labels and annotations are text about an object.
 */
const elsewhere: ReadonlySet<string> = new Set([
  'metadata',
  'labels',
  'annotations',
  'matchLabels',
  'rbd',
  'quobyte',
  'gitRepo',
  'managedFields',
])

/**
 * Walk a manifest of any kind: every mapping with containers, every `image` and `...Image` that holds a reference with a
 * path, a tag or a digest, every list of arguments and of variables.
 */
export function readAnywhere(root: Site): readonly Finding[] {
  const findings: Finding[] = []
  const seen = new Set<Node>()
  const top = resolve(root.node)
  const visit = (site: Site): void => {
    const node = resolve(site.node)
    if (node === undefined || node.type === 'scalar' || seen.has(node)) return
    seen.add(node)
    if (node.type === 'sequence') {
      node.items.forEach((item, index) => visit({ ...site, node: item, path: joinIndex(site.path, index) }))
      return
    }
    const keys = node.pairs.map(pair => keyOf(site.text.source, pair))
    const isMerged = keys.includes('<<')
    if (isMerged || keys.includes('kind')) {
      if (isSchema(textAt(site.text.source, node, 'kind') ?? '')) return
      if (node !== top && isObject(site.text.source, node))
        findings.push({ type: 'object', text: site.text, root: node, path: site.path })
    }
    if (isMerged || splitKeys.some(key => keys.includes(key)))
      findings.push(...readSplit({ ...site, node }, node))
    node.pairs.forEach(({ value }, index) => {
      const key = keys[index]
      if (key === undefined || elsewhere.has(key)) return
      const isImage = imageKey.test(key)
      const reader = readers.get(key)
      if (value.type === 'scalar' && !isImage && reader === undefined) return
      const below = { text: site.text, node: value, path: joinKey(site.path, key) }
      if (reader !== undefined) findings.push(...reader(below))
      if (isImage) findings.push(...readReference(below, 'likely'))
      visit(below)
    })
  }
  visit(root)
  return findings
}

/** A whole Kubernetes object inside another one: it will be created as it stands (ManifestWork, ResourceSet, …). */
function isObject(source: string, node: Mapping): boolean {
  const has = (key: string): boolean => textAt(source, node, key) !== undefined
  if (!has('kind') || !has('apiVersion')) return false
  return ['metadata', 'spec'].some(key => mappingAt(source, node, key) !== undefined)
}
