import { builtInFieldSpecs } from '../fieldspecs/index.ts'
import type { Field } from '../../yaml/field.ts'

/** What a bundle of custom resource definitions says that the rows do not, and the other way round. */
export type BundleComparison = {
  /** Fields that read as images or pull secrets, and no row leads to them. */
  readonly added: readonly string[]
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
  const added = new Set<string>()
  const unknown = new Set<string>()
  const gone = new Set<string>()
  for (const root of roots) {
    if (root.get('kind')?.text !== 'CustomResourceDefinition') continue
    const group = root.get('spec')?.get('group')?.text ?? ''
    const kind = root.get('spec')?.get('names')?.get('kind')?.text ?? ''
    const rows = builtInFieldSpecs.filter(row => row.group === group && row.kind === kind)
    const fields = new Set<string>()
    const all = new Set<string>()
    for (const schema of schemasOf(root)) walk(schema, '', fields, all)
    if (rows.length === 0) {
      if (fields.size > 0 && isOurs(group)) unknown.add(`${group}/${kind}`)
      continue
    }
    const known = rows.map(({ path }) => path)
    for (const field of fields)
      if (
        !known.some(path => field === path || field.startsWith(`${path}/`) || field.startsWith(`${path}[]`))
      )
        added.add(`${group}/${kind} ${field}`)
    for (const path of known) if (path !== '' && !hasPath(all, path)) gone.add(`${group}/${kind} ${path}`)
  }
  const sorted = (names: ReadonlySet<string>): readonly string[] => Array.from(names).sort()
  return { added: sorted(added), unknown: sorted(unknown), gone: sorted(gone) }
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

/** `fields`: what reads as an image. `all`: every path, so far as nobody asks deeper. */
function walk(schema: Field, path: string, fields: Set<string>, all: Set<string>): void {
  const items = schema.get('items')
  if (items !== undefined) return walk(items, `${path}[]`, fields, all)
  for (const [name, property] of schema.get('properties')?.entries ?? []) {
    const below = path === '' ? name : `${path}/${name}`
    if (below === 'status' || below === 'metadata') continue
    all.add(below)
    if (imageField.test(name) && !otherFields.has(name)) fields.add(below)
    else if (!podFields.has(name)) walk(property, below, fields, all)
  }
}

/** A path of a row, or what it leads through where the walk ends above it. */
function hasPath(all: ReadonlySet<string>, path: string): boolean {
  if (all.has(path)) return true
  return Array.from(podFields).some(name => {
    const at = path.indexOf(`/${name}`)
    return at > 0 && all.has(path.slice(0, at + name.length + 1))
  })
}
