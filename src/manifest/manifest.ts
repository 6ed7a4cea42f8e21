/** A stream as Kubernetes sees it: documents, objects, and where each is. */
import { itemsAt, textAt, mappingAt } from '../yaml/lookup.ts'
import { joinIndex, joinKey } from '../yaml/path.ts'
import { sharedText } from '../yaml/shared-text.ts'
import type { Text } from '../yaml/text.ts'
import type { Mapping, Node } from '../yaml/node.ts'
import { resolve } from '../yaml/alias.ts'

/** A Kubernetes object, or whatever else a document holds. */
export type Manifest = {
  readonly text: Text
  readonly root: Mapping
  /** Where `root` is in its document: `items[3]` for an item of a List, empty for the document itself. */
  readonly path: string
  /** API group without version; '' for the core group. */
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly name: string
  readonly namespace: string | undefined
}

/**
 * The objects below a root: for a `List` (and every kind that ends so and has `items`) its items, to any depth; and the
 * root itself, last.
 */
export function manifestsOf(text: Text, root: Node, path = '', seen = new Set<Node>()): readonly Manifest[] {
  const mapping = resolve(root)
  // An object that aliases repeat is one object: that bounds what lists of aliases can cost.
  if (mapping === undefined || seen.has(mapping)) return []
  seen.add(mapping)
  if (mapping.type === 'sequence' && path === '') {
    return mapping.items.flatMap((item, index) => manifestsOf(text, item, joinIndex(path, index), seen))
  }
  if (mapping.type !== 'mapping') return []
  const manifest = manifestOf(text, mapping, path)
  if (!manifest.kind.endsWith('List')) return [manifest]
  const items = itemsAt(text.source, mapping, 'items')
  const below = joinKey(path, 'items')
  return [...items.flatMap((item, index) => manifestsOf(text, item, joinIndex(below, index), seen)), manifest]
}

function manifestOf(text: Text, root: Mapping, path: string): Manifest {
  const { source } = text
  const [group, version] = splitApiVersion(textAt(source, root, 'apiVersion') ?? '')
  const metadata = mappingAt(source, root, 'metadata')
  return {
    text,
    root,
    path,
    group,
    version,
    kind: sharedText(textAt(source, root, 'kind') ?? ''),
    name: textAt(source, metadata, 'name') ?? textAt(source, metadata, 'generateName') ?? '',
    namespace: textAt(source, metadata, 'namespace'),
  }
}

/** A Secret's values are nobody's to change or to show: whatever names an image in them is only warned about. */
export function isSecret({ group, kind }: Pick<Manifest, 'group' | 'kind'>): boolean {
  return group === '' && kind === 'Secret'
}

/**
 * Annotations that make a hook of an object. Sources: https://helm.sh/docs/topics/charts_hooks/ ,
 * https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/
 */
const hookAnnotations = ['helm.sh/hook', 'argocd.argoproj.io/hook']

/** Whether Helm or Argo CD runs the object as a hook. */
export function isHook({ text: { source }, root }: Pick<Manifest, 'text' | 'root'>): boolean {
  const annotations = mappingAt(source, mappingAt(source, root, 'metadata'), 'annotations')
  return hookAnnotations.some(name => textAt(source, annotations, name) !== undefined)
}

/** Kinds that are never looked into as manifests: their schemas are full of keys called `image`. */
export function isSchema(kind: string): boolean {
  return kind === 'CustomResourceDefinition'
}

/** `apps/v1` is group `apps`, version `v1`; `v1` is the core group. */
export function splitApiVersion(apiVersion: string): readonly [group: string, version: string] {
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)]
}
