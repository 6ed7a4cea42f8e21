import { isAlias, isMap, isScalar, isSeq } from 'yaml'
import type { Pair, YAMLMap } from 'yaml'

import { quote } from '../reference/quote.ts'

import { faultOfFieldPath, fieldPathRemedy } from './field-path.ts'
import { faultOfSecretName, secretNameRemedy } from './secret-name.ts'
import type { Source } from './source.ts'
import { suggestion } from './spelling.ts'

/** Takes a value out of a node, or notes at `path` why it cannot and gives undefined. */
export type Read<T> = (node: unknown, path: string, source: Source) => T | undefined

/** Some text, not empty. Numbers are refused, since `1.10` would come back as `1.1`. */
export const readText: Read<string> = (node, path, source) => {
  const found = source.resolve(node)
  if (isScalar(found) && typeof found.value === 'string' && found.value !== '') return found.value
  const remedy = isScalar(found) && found.value !== null && found.value !== '' ? 'quote it' : 'write a text'
  source.fail(node, path, `expected a text, found ${describe(found)}`, remedy)
  return undefined
}

/** Text that may be empty, as the name of the core API group is. */
export const readAnyText: Read<string> = (node, path, source) => {
  const found = source.resolve(node)
  return isScalar(found) && found.value === '' ? '' : readText(node, path, source)
}

export const readBoolean: Read<boolean> = (node, path, source) => {
  const found = source.resolve(node)
  if (isScalar(found) && typeof found.value === 'boolean') return found.value
  source.fail(node, path, `expected true or false, found ${describe(found)}`, 'write true or false')
  return undefined
}

/** The name of a Secret, plain or as `{name: …}`, the way pods write it. */
export const readSecretName: Read<string> = (node, path, source) => {
  const named = isMap(source.resolve(node))
  const name = named ? readRecord(secretFields)(node, path, source)?.name : readText(node, path, source)
  return sound(name, faultOfSecretName, 'the name of a Secret', secretNameRemedy)(node, path, source)
}
const secretFields = { name: readText }

/** A path as field specs have it. */
export const readFieldPath: Read<string> = (node, path, source) => {
  const text = readText(node, path, source)
  return sound(text, faultOfFieldPath, 'the path of a field', fieldPathRemedy)(node, path, source)
}

/** A text that was read, if nothing is wrong with it. */
function sound(
  text: string | undefined,
  faultOf: (text: string) => string | undefined,
  what: string,
  remedy: string,
): Read<string> {
  return (node, path, source) => {
    const fault = text === undefined ? undefined : faultOf(text)
    if (text === undefined || fault === undefined) return text
    source.fail(node, path, `not ${what}: ${quote(text)} ${fault}`, remedy)
    return undefined
  }
}

/** One word of a closed set. */
export function readOneOf<T extends string>(words: readonly T[]): Read<T> {
  return (node, path, source) => {
    const text = readText(node, path, source)
    const word = words.find(candidate => candidate === text)
    if (text !== undefined && word === undefined) {
      source.fail(node, path, `unknown word ${quote(text)}`, suggestion(text, words))
    }
    return word
  }
}

export function readList<T>(readItem: Read<T>): Read<readonly T[]> {
  return (node, path, source) => {
    const list = source.resolve(node)
    if (!isSeq(list)) {
      source.fail(node, path, `expected a list, found ${describe(list)}`, 'begin each item with "- "')
      return undefined
    }
    return list.items.flatMap((item, index) => readItem(item, `${path}[${index}]`, source) ?? [])
  }
}

/** A mapping in which every field must be there. */
export function readRecord<T extends object>(fields: { readonly [Name in keyof T]: Read<T[Name]> }): Read<T> {
  return (node, path, source) => {
    const record = readFields(fields, Object.keys(fields))(node, path, source)
    return record !== undefined && Object.keys(fields).every(name => name in record)
      ? (record as T)
      : undefined
  }
}

/** A mapping of known fields, each at most once; those named in `required` must be there. */
export function readFields<T extends object>(
  fields: { readonly [Name in keyof T]: Read<T[Name]> },
  required: readonly string[],
): Read<Partial<T>> {
  return (node, path, source) => {
    const mapping = source.resolve(node)
    if (!isMap(mapping)) {
      source.fail(
        node,
        path,
        `expected a mapping, found ${describe(mapping)}`,
        `write ${Object.keys(fields).join(', ')}`,
      )
      return undefined
    }
    const record: Partial<T> = {}
    const seen = new Set<string>()
    for (const { name, pair } of namedPairs(mapping, path, source)) {
      const below = path === '' ? name : `${path}/${name}`
      if (!Object.hasOwn(fields, name)) {
        source.fail(pair.key, path, `unknown field ${quote(name)}`, suggestion(name, Object.keys(fields)))
      } else if (seen.has(name)) {
        source.fail(pair.key, path, `the field ${name} stands here twice`, 'remove one of the two')
      } else if (pair.value === null) {
        source.fail(pair.key, below, 'expected a value, found nothing', 'write a value or remove the field')
      } else {
        const value = fields[name as keyof T](pair.value, below, source)
        if (value !== undefined) record[name as keyof T] = value
      }
      seen.add(name)
    }
    for (const name of required.filter(candidate => !seen.has(candidate))) {
      source.fail(node, path, `the field ${name} is missing`, `add ${name}`)
    }
    return record
  }
}

function namedPairs(mapping: YAMLMap, path: string, source: Source): { name: string; pair: Pair }[] {
  return mapping.items.flatMap(pair => {
    const key = source.resolve(pair.key)
    if (isScalar(key) && typeof key.value === 'string') return [{ name: key.value, pair }]
    source.fail(pair.key, path, `expected the name of a field, found ${describe(key)}`, 'write a field name')
    return []
  })
}

function describe(node: unknown): string {
  if (isSeq(node)) return 'a list'
  if (isMap(node)) return 'a mapping'
  if (isAlias(node)) return `an alias of the unknown anchor ${quote(node.source)}`
  if (!isScalar(node) || node.value === null || node.value === undefined) return 'nothing'
  return typeof node.value === 'string' ? quote(node.value) : `${typeof node.value} ${node.source ?? ''}`
}
