import type { Field } from '../yaml/field.ts'
import { joinKey } from '../yaml/path.ts'
import type { FieldSpec } from './fieldspecs/fieldspec.ts'
import { isAt, isBelow } from './schema-path.ts'

/** The schema of a kind, as far as pull secrets are concerned. */
export type SecretSchema = {
  /** A row for each list that the schema has room for. */
  readonly lists: readonly FieldSpec[]
  /** Fields below which the schema keeps whatever is written. */
  readonly open: readonly string[]
}

const listName = 'imagePullSecrets'

/** Deeper than any schema: those of Kubernetes are finite, and an alias may repeat itself. */
const deepest = 40

/**
 * What a CustomResourceDefinition says of one version of its kind; undefined where it has no schema for it. A list
 * holds objects with a name, or plain names, as its items say.
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/
 */
export function secretSchemaOf(definition: Field, version: string): SecretSchema | undefined {
  const spec = definition.get('spec')
  const schema =
    spec
      ?.get('versions')
      ?.items.find(item => item.get('name')?.text === version)
      ?.get('schema')
      ?.get('openAPIV3Schema') ?? spec?.get('validation')?.get('openAPIV3Schema')
  if (schema?.mapping === undefined) return undefined
  const group = spec?.get('group')?.text ?? ''
  const kind = spec?.get('names')?.get('kind')?.text ?? ''
  const lists: FieldSpec[] = []
  const open: string[] = []
  const walk = (field: Field, path: string, depth: number): void => {
    if (depth > deepest) return
    if (field.get('x-kubernetes-preserve-unknown-fields')?.text === 'true') open.push(path)
    const items = field.get('items')
    if (items !== undefined) return walk(items, `${path}[]`, depth + 1)
    const values = field.get('additionalProperties')
    if (values?.mapping !== undefined) walk(values, joinKey(path, '*'), depth + 1)
    for (const [name, property] of field.get('properties')?.entries ?? []) {
      if (path === '' && (name === 'status' || name === 'metadata')) continue
      const below = joinKey(path, name)
      if (name !== listName) walk(property, below, depth + 1)
      else if (property.get('type')?.text === 'array') {
        const isNames = property.get('items')?.get('type')?.text === 'string'
        const items = isNames ? ({ items: 'names' } as const) : {}
        lists.push({ group, kind, path: below, shape: 'pull-secrets', onlyWithImage: true, ...items })
      }
    }
  }
  walk(schema, '', 0)
  return { lists, open }
}

/** Whether a schema has room for the list at a path, which has `[]` for every index. */
export function hasRoom({ lists, open }: SecretSchema, path: string): boolean {
  return lists.some(list => isAt(path, list.path)) || open.some(field => isBelow(path, field))
}
