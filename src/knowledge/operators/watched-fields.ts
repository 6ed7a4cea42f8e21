import type { FieldSpec } from '../fieldspecs/fieldspec.ts'
import { builtInFieldSpecs } from '../fieldspecs/index.ts'
import type { Field } from '../../yaml/field.ts'

/** The differences between a bundle of custom resource definitions and the rows. */
type BundleComparison = {
  /** Fields that read as images or pull secrets, and no row leads to them, with the row that would. */
  readonly added: readonly FieldSpec[]
  /** Kinds of our groups that no row knows at all. */
  readonly unknown: readonly string[]
  /** Rows whose field is in no version of their kind any more. */
  readonly gone: readonly string[]
}

/** Names of fields that hold an image, parts of one, or pull secrets. */
const imageField = /^(?:image|.*Image|baseImage|imagePullSecrets?|pullSecretRef)$/

/** Fields below which a whole pod specification of Kubernetes is: their rows lead to all of it. */
const podFields = new Set([
  'containers',
  'initContainers',
  'ephemeralContainers',
  'volumes',
  'additionalVolumes',
  'volumeSource',
])

/** Fields whose name says image and that hold something else. */
const otherFields = new Set(['imagePullPolicy', 'dockerImageRunsAsCassandra'])

/**
 * Compare the schemas of custom resource definitions with the field specs of their groups. `roots` are the definitions;
 * others are passed over. A kind that is in no definition is not compared.
 */
export function compareBundle(roots: readonly Field[]): BundleComparison {
  const added = new Map<string, FieldSpec>()
  const unknown = new Set<string>()
  const gone = new Set<string>()
  for (const root of roots) {
    if (root.get('kind')?.text !== 'CustomResourceDefinition') continue
    const group = root.get('spec')?.get('group')?.text ?? ''
    const kind = root.get('spec')?.get('names')?.get('kind')?.text ?? ''
    const rows = builtInFieldSpecs.filter(row => row.group === group && row.kind === kind)
    const fields = new Map<string, Field>()
    const all = new Set<string>()
    for (const schema of schemasOf(root)) walk(schema, '', fields, all)
    if (rows.length === 0) {
      if (fields.size > 0 && isOurs(group)) unknown.add(`${group}/${kind}`)
      continue
    }
    for (const [path, schema] of fields)
      if (!rows.some(row => leadsTo(row.path, path)))
        added.set(`${group}/${kind} ${path}`, rowOf(group, kind, path, schema))
    for (const { path } of rows) if (path !== '' && !hasPath(all, path)) gone.add(`${group}/${kind} ${path}`)
  }
  const sorted = (names: ReadonlySet<string>): readonly string[] => [...names].sort()
  const inOrder = sorted(new Set(added.keys())).flatMap(name => added.get(name) ?? [])
  return { added: inOrder, unknown: sorted(unknown), gone: sorted(gone) }
}

/** Groups that have rows: in theirs, a kind without one is news. */
function isOurs(group: string): boolean {
  return builtInFieldSpecs.some(row => row.group === group)
}

function schemasOf(root: Field): readonly Field[] {
  const spec = root.get('spec')
  const versions =
    spec?.get('versions')?.items.map(version => version.get('schema')?.get('openAPIV3Schema')) ?? []
  return [...versions, spec?.get('validation')?.get('openAPIV3Schema')].flatMap(schema => schema ?? [])
}

/** `fields`: what reads as an image, with its schema. `all`: every path down to the requested depth. */
function walk(schema: Field, path: string, fields: Map<string, Field>, all: Set<string>): void {
  const items = schema.get('items')
  if (items !== undefined) return walk(items, `${path}[]`, fields, all)
  const values = schema.get('additionalProperties')
  const properties = schema.get('properties')?.entries ?? []
  for (const [name, property] of [...properties, ...(values === undefined ? [] : [['*', values] as const])]) {
    const below = path === '' ? name : `${path}/${name}`
    if (below === 'status' || below === 'metadata') continue
    all.add(below)
    if (imageField.test(name) && !otherFields.has(name)) fields.set(below, property)
    else if (!podFields.has(name)) walk(property, below, fields, all)
  }
}

/** The proposed row of a new field, from its schema; a person has to check it. */
function rowOf(group: string, kind: string, path: string, schema: Field): FieldSpec {
  const row = { group, kind, path } as const
  const items = schema.get('items')
  if (/[sS]ecrets?$/.test(path) && items !== undefined)
    return { ...row, shape: 'pull-secrets', ...(items.get('type')?.text === 'string' && { items: 'names' }) }
  const parts = schema.get('properties')
  if (parts === undefined) return { ...row, shape: 'reference' }
  const has = (part: string): boolean => parts.get(part) !== undefined
  return { ...row, shape: 'image-parts', parts: { hasRegistry: has('registry'), hasName: has('name') } }
}

/** Whether a row reads a field or what is around it; `*` is every key. */
function leadsTo(row: string, path: string): boolean {
  return expressionOf(row, '(?:$|/|\\[\\])').test(path)
}

/** A path of a row, or what it leads through where the walk ends above it. */
function hasPath(all: ReadonlySet<string>, path: string): boolean {
  const paths = [...all]
  if (paths.some(one => expressionOf(path, '$').test(one))) return true
  return [...podFields].some(name => {
    const at = path.indexOf(`/${name}`)
    return at > 0 && paths.some(one => expressionOf(path.slice(0, at + name.length + 1), '$').test(one))
  })
}

function expressionOf(path: string, end: string): RegExp {
  const escaped = path.replace(/[.[\]]/g, '\\$&').replaceAll('*', '[^/]+')
  return new RegExp(`^${escaped}${end}`)
}
