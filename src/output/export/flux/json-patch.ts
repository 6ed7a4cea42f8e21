/** Any value that JSON has. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** One operation of a JSON patch: https://www.rfc-editor.org/rfc/rfc6902 */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: Json }
  | { readonly op: 'remove'; readonly path: string }

/**
 * The operations that make `after` of `before`. A change for which `isCovered` answers true, by its keys from the root, is
 * made by something else.
 */
export function diffJson(
  before: Json,
  after: Json,
  isCovered: (keys: readonly string[], before: Json, after: Json) => boolean = () => false,
  keys: readonly string[] = [],
): readonly PatchOperation[] {
  if (isCovered(keys, before, after)) return []
  if (isList(before) && isList(after) && before.length <= after.length)
    return [
      ...before.flatMap((item, at) => diffJson(item, after[at] ?? null, isCovered, [...keys, String(at)])),
      ...after
        .slice(before.length)
        .map(value => ({ op: 'add', path: pointer([...keys, '-']), value }) as const),
    ]
  if (isObject(before) && isObject(after)) return diffObjects(before, after, isCovered, keys)
  return same(before, after) ? [] : [{ op: 'replace', path: pointer(keys), value: after }]
}

type JsonObject = { readonly [key: string]: Json }

function diffObjects(
  before: JsonObject,
  after: JsonObject,
  isCovered: (keys: readonly string[], before: Json, after: Json) => boolean,
  keys: readonly string[],
): readonly PatchOperation[] {
  const removed = Object.keys(before).filter(key => !Object.hasOwn(after, key))
  return [
    ...removed.map(key => ({ op: 'remove', path: pointer([...keys, key]) }) as const),
    ...Object.entries(after).flatMap(([key, value]): readonly PatchOperation[] => {
      const at = [...keys, key]
      const old = before[key]
      return Object.hasOwn(before, key) && old !== undefined
        ? diffJson(old, value, isCovered, at)
        : [{ op: 'add', path: pointer(at), value }]
    }),
  ]
}

/** A JSON pointer: https://www.rfc-editor.org/rfc/rfc6901 */
function pointer(keys: readonly string[]): string {
  return keys.map(key => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}

/** Whether a value of JSON is an object, and not a list or null. */
export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function same(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
