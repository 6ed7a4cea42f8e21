import { isMap, isScalar } from 'yaml'
import type { Pair, YAMLMap } from 'yaml'

import type { Source } from './source.ts'
import { suggestion } from './spelling.ts'
import { describe, type Schema, type ValueType } from './value-type.ts'

/** A field: its type, what it is for, and whether it may be left out. */
type ConfigField<T> = {
  readonly type: ValueType<T>
  /** For the schema and the documentation: a sentence. */
  readonly help?: string
  readonly required?: true
  /** More for the schema: `default`, `examples`. */
  readonly more?: Schema
}

export type ConfigFields<T extends object> = {
  readonly [Name in keyof T]-?: ConfigField<NonNullable<T[Name]>>
}

/** A mapping of known fields, each at most once. One without a required field is none. */
export function record<T extends object>(fields: ConfigFields<T>): ValueType<T> {
  const rows = Object.entries(fields) as readonly [string, ConfigField<unknown>][]
  const required = rows.flatMap(([name, field]) => (field.required === true ? [name] : []))
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(rows.map(([name, field]) => [name, schemaOf(field)])),
      ...(required.length === 0 ? {} : { required }),
      additionalProperties: false,
    },
    read(node, path, source) {
      const read = readFields(new Map(rows), required, node, path, source)
      return read !== undefined && required.every(name => name in read) ? (read as T) : undefined
    },
  }
}

/** The schema of a field. */
function schemaOf({ type, help, more }: ConfigField<unknown>): Schema {
  return { ...(help === undefined ? {} : { description: help }), ...type.schema, ...more }
}

function readFields(
  fields: ReadonlyMap<string, ConfigField<unknown>>,
  required: readonly string[],
  node: unknown,
  path: string,
  source: Source,
): Readonly<Record<string, unknown>> | undefined {
  const names = [...fields.keys()]
  const mapping = source.resolve(node)
  if (!isMap(mapping)) {
    source.fail(node, path, `expected a mapping, found ${describe(mapping)}`, `write ${names.join(', ')}`)
    return undefined
  }
  const read = new Map<string, unknown>()
  const seen = new Set<string>()
  for (const { name, pair } of namedPairs(mapping, path, source)) {
    const field = fields.get(name)
    const below = path === '' ? name : `${path}/${name}`
    if (field === undefined) {
      source.fail(pair.key, path, `unknown field${quoteField(name)}`, suggestion(name, names))
    } else if (seen.has(name)) {
      source.fail(pair.key, path, `the field ${name} is here twice`, 'remove one of the two')
    } else if (pair.value === null) {
      source.fail(pair.key, below, 'expected a value, found nothing', 'write a value or remove the field')
    } else {
      const value = field.type.read(pair.value, below, source)
      if (value !== undefined) read.set(name, value)
    }
    seen.add(name)
  }
  for (const name of required.filter(candidate => !seen.has(candidate))) {
    source.fail(node, path, `the field ${name} is missing`, `add ${name}`)
  }
  return Object.fromEntries(read)
}

function namedPairs(mapping: YAMLMap, path: string, source: Source): { name: string; pair: Pair }[] {
  return mapping.items.flatMap(pair => {
    const key = source.resolve(pair.key)
    if (isScalar(key) && typeof key.value === 'string') return [{ name: key.value, pair }]
    source.fail(pair.key, path, `expected the name of a field, found ${describe(key)}`, 'write a field name')
    return []
  })
}

/** The name of an unknown field, if it looks like one; anything else may be a secret. */
function quoteField(name: string): string {
  return /^[A-Za-z][A-Za-z-]{0,29}$/.test(name) ? ` "${name}"` : ''
}
