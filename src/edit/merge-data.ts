import { isList, type Data } from './print.ts'

/**
 * What holds both: objects key by key, lists with the items of both, each once. Undefined when one place cannot hold
 * both: two different texts, or a text and an object.
 */
export function mergeData(one: Data, other: Data): Data | undefined {
  if (typeof one === 'string' || typeof other === 'string') return one === other ? one : undefined
  if (isList(one) || isList(other)) {
    if (!isList(one) || !isList(other)) return undefined
    const known = new Set(one.map(identity))
    return [...one, ...other.filter(item => !known.has(identity(item)))]
  }
  const merged: Record<string, Data> = { ...one }
  for (const [key, value] of Object.entries(other)) {
    const both = merged[key] === undefined ? value : mergeData(merged[key], value)
    if (both === undefined) return undefined
    merged[key] = both
  }
  return merged
}

export function isSame(one: Data, other: Data): boolean {
  return identity(one) === identity(other)
}

/** What two values have in common that are the same, and no others. */
export function identity(data: Data): string {
  return JSON.stringify(data)
}
