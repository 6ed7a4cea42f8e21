import { isMap, isScalar, isSeq } from 'yaml'

import type { Source } from './source.ts'
import { suggestion } from './spelling.ts'

/** Takes a value out of a node, or notes at `path` why it cannot and gives undefined. */
type Read<T> = (node: unknown, path: string, source: Source) => T | undefined

/** A piece of a JSON Schema, draft 7. */
export type Schema = { readonly [keyword: string]: unknown }

/**
 * One type of value in a configuration file: its reader and its JSON Schema. Both come from one
 * description, so they agree. What is read is never quoted in a problem: a file named by mistake may hold a secret.
 */
export type ValueType<T> = { readonly read: Read<T>; readonly schema: Schema }

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

/** A value in which a check finds no fault. `schema` is as much of the check as a schema can say. */
export function checked<T>(
  type: ValueType<T>,
  faultOf: (value: T) => ValueFault | undefined,
  schema: Schema = {},
): ValueType<T> {
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

/** A mapping of anything, which nobody reads here. */
export const anyMapping: ValueType<object> = {
  schema: { type: 'object' },
  read(node, path, source) {
    const found = source.resolve(node)
    if (isMap(found)) return found
    source.fail(node, path, `expected a mapping, found ${describe(found)}`, 'write name, or remove it')
    return undefined
  },
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

/** What a node is, without what it holds: that may be a secret. */
export function describe(node: unknown): string {
  if (isSeq(node)) return 'a list'
  if (isMap(node)) return 'a mapping'
  if (!isScalar(node) || node.value === null || node.value === undefined) return 'nothing'
  if (node.value === '') return 'an empty text'
  return typeof node.value === 'string' ? 'a text' : `a ${typeof node.value}`
}
