/** A stream as Kubernetes sees it: documents, objects, and where each is. */
import { Field } from '../yaml/field.ts'
import type { Node } from '../yaml/node.ts'
import { sharedText } from '../yaml/shared-text.ts'

/** A Kubernetes object, or whatever else a document holds. */
export type Manifest = {
  /** The object itself, a mapping. Its path in the document is `items[3]` for an item of a List, empty for the document itself. */
  readonly root: Field
  /** API group without version; '' for the core group. */
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly name: string
  readonly namespace: string | undefined
  /** The object in whose text it is, if it is in one. */
  readonly host?: Manifest
}

/**
 * The objects below a root: for a `List` (and every kind that ends so and has `items`) its items, to any depth; and the
 * root itself, last.
 */
export function manifestsOf(field: Field, seen = new Set<Node>()): readonly Manifest[] {
  const node = field.resolved
  // An object that aliases repeat is one object: that bounds what lists of aliases can cost.
  if (node === undefined || seen.has(node)) return []
  seen.add(node)
  const itemsOf = (list: Field): readonly Manifest[] => list.items.flatMap(item => manifestsOf(item, seen))
  if (node.type === 'sequence' && field.path === '') return itemsOf(field)
  if (node.type !== 'mapping') return []
  const root = field.isRoot && field.node === node ? field : Field.of(field.inText, node, field.path)
  const manifest = manifestOf(root)
  const items = manifest.kind.endsWith('List') ? root.get('items') : undefined
  return items === undefined ? [manifest] : [...itemsOf(items), manifest]
}

function manifestOf(root: Field): Manifest {
  const [group, version] = splitApiVersion(root.textAt('apiVersion') ?? '')
  const metadata = root.get('metadata')
  return {
    root,
    group,
    version,
    kind: sharedText(root.textAt('kind') ?? ''),
    name: metadata?.textAt('name') ?? metadata?.textAt('generateName') ?? '',
    namespace: metadata?.textAt('namespace'),
  }
}

/** The path below the object of a field in its document: that of an item of a List begins with `items[3]/`. */
export function pathBelow({ root }: Pick<Manifest, 'root'>, path: string): string {
  return root.path === '' ? path : path.slice(root.path.length + 1)
}

/** Whether an object is written in the stream itself, as a document or an item of a List, and not in the text of a scalar. */
export function isWrittenOut({ root }: Pick<Manifest, 'root'>): boolean {
  return root.inText.parent === undefined
}

/** Values of a Secret are never changed or shown: an image in them is only reported. */
export function isSecret({ group, kind }: Pick<Manifest, 'group' | 'kind'>): boolean {
  return group === '' && kind === 'Secret'
}

/** An account that pods run under; its pull secrets are theirs. */
export function isServiceAccount({ group, kind }: Pick<Manifest, 'group' | 'kind'>): boolean {
  return group === '' && kind === 'ServiceAccount'
}

/**
 * Annotations that make a hook of an object. Sources: https://helm.sh/docs/topics/charts_hooks/ ,
 * https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/
 */
const hookAnnotations = ['helm.sh/hook', 'argocd.argoproj.io/hook']

/** Whether Helm or Argo CD runs the object as a hook. */
export function isHook({ root }: Pick<Manifest, 'root'>): boolean {
  const annotations = root.get('metadata')?.get('annotations')
  return hookAnnotations.some(name => annotations?.textAt(name) !== undefined)
}

/** Whether an object is of a kind that is not one of Kubernetes itself. */
export function isCustomResource({ group }: Pick<Manifest, 'group'>): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io')
}

/** Kinds that are never read as manifests: their schemas are full of keys called `image`. */
export function isSchema(kind: string): boolean {
  return kind === 'CustomResourceDefinition'
}

/** `apps/v1` is group `apps`, version `v1`; `v1` is the core group. */
export function splitApiVersion(apiVersion: string): readonly [group: string, version: string] {
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)]
}
