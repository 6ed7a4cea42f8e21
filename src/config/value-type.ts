import { isAlias, isMap, isScalar, isSeq } from 'yaml'
import type { Pair, YAMLMap } from 'yaml'

import type { Source } from './source.ts'
import { suggestion } from './spelling.ts'

/** Takes a value out of a node, or notes at `path` why it cannot and gives undefined. */
export type Read<T> = (node: unknown, path: string, source: Source) => T | undefined

/** A piece of a JSON Schema, draft 7. */
export type Schema = { readonly [keyword: string]: unknown }

/**
 * One type of value in a configuration file: how it is read, and what a JSON Schema says of it. Both are made from one
 * description, so they agree. What is read is never quoted in a problem: a file named by mistake may hold a secret.
 */
export type ValueType<T> = { readonly read: Read<T>; readonly schema: Schema }

/** A field: its type, what it is for, and whether it may be left out. */
export type ConfigField<T> = {
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

/** Some text, not empty. Numbers are refused, since `1.10` would come back as `1.1`. */
export const text: ValueType<string> = {
  schema: { type: 'string', minLength: 1 },
  read(node, path, source) {
    const found = source.resolve(node)
    if (isScalar(found) && typeof found.value === 'string' && found.value !== '') return found.value
    const remedy = isScalar(found) && found.value !== null && found.value !== '' ? 'quote it' : 'write a text'
    source.fail(node, path, `expected a text, found ${describe(found)}`, remedy)
    return undefined
  },
}

/** Text that may be empty, as the name of the core API group is. */
export const anyText: ValueType<string> = {
  schema: { type: 'string' },
  read(node, path, source) {
    const found = source.resolve(node)
    return isScalar(found) && found.value === '' ? '' : text.read(node, path, source)
  },
}

export const boolean: ValueType<boolean> = {
  schema: { type: 'boolean' },
  read(node, path, source) {
    const found = source.resolve(node)
    if (isScalar(found) && typeof found.value === 'boolean') return found.value
    source.fail(node, path, `expected true or false, found ${describe(found)}`, 'write true or false')
    return undefined
  },
}

/** What is wrong with a text, without the text, and what to write instead. */
export type ValueFault = { readonly what: string; readonly remedy: string }

/** A text in which a check finds no fault. `schema` is as much of the check as a schema can say. */
export function checked(
  type: ValueType<string>,
  faultOf: (value: string) => ValueFault | undefined,
  schema: Schema = {},
): ValueType<string> {
  return {
    schema: { ...type.schema, ...schema },
    read(node, path, source) {
      const value = type.read(node, path, source)
      const fault = value === undefined ? undefined : faultOf(value)
      if (fault === undefined) return value
      source.fail(node, path, fault.what, fault.remedy)
      return undefined
    },
  }
}

/** One word of a closed set. */
export function oneOf<T extends string>(words: readonly T[]): ValueType<T> {
  return {
    schema: words.length === 1 ? { const: words[0] } : { enum: words },
    read(node, path, source) {
      const value = text.read(node, path, source)
      const word = words.find(candidate => candidate === value)
      if (value !== undefined && word === undefined)
        source.fail(node, path, 'unknown word', suggestion(value, words))
      return word
    },
  }
}

export function listOf<T>(item: ValueType<T>): ValueType<readonly T[]> {
  return {
    schema: { type: 'array', items: item.schema },
    read(node, path, source) {
      const list = source.resolve(node)
      if (!isSeq(list)) {
        source.fail(node, path, `expected a list, found ${describe(list)}`, 'begin each item with "- "')
        return undefined
      }
      return list.items.flatMap((entry, index) => item.read(entry, `${path}[${index}]`, source) ?? [])
    },
  }
}

/** One of two forms: a mapping, or anything else. */
export function mappingOr<T>(mapping: ValueType<T>, other: ValueType<T>): ValueType<T> {
  return {
    schema: { oneOf: [other.schema, mapping.schema] },
    read: (node, path, source) => (isMap(source.resolve(node)) ? mapping : other).read(node, path, source),
  }
}

/** Another value in the place of what was read. */
export function converted<From, To>(
  type: ValueType<From>,
  convert: (value: From) => To | undefined,
): ValueType<To> {
  return {
    schema: type.schema,
    read(node, path, source) {
      const value = type.read(node, path, source)
      return value === undefined ? undefined : convert(value)
    },
  }
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

/** What a schema says of a field. */
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

/** The name of a field that nobody knows, if it looks like one; anything else may be a secret. */
function quoteField(name: string): string {
  return /^[A-Za-z]{1,30}$/.test(name) ? ` "${name}"` : ''
}

function describe(node: unknown): string {
  if (isSeq(node)) return 'a list'
  if (isMap(node)) return 'a mapping'
  if (isAlias(node)) return 'an alias of an unknown anchor'
  if (!isScalar(node) || node.value === null || node.value === undefined) return 'nothing'
  if (node.value === '') return 'an empty text'
  return typeof node.value === 'string' ? 'a text' : `a ${typeof node.value}`
}
