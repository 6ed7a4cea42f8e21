import { isList, type Data } from './print.ts'

/**
 * What holds both: objects key by key, lists with the items of both, each once. Undefined when one place cannot hold
 * both: two different texts, or a text and an object.
 */
export function mergeData(one: Data, other: Data): Data | undefined {
  if (typeof one === 'string' || typeof other === 'string') return one === other ? one : undefined
  if (isList(one) || isList(other)) {
    if (!isList(one) || !isList(other)) return undefined
    return [...one, ...other.filter(item => !one.some(known => isSame(known, item)))]
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
  return JSON.stringify(one) === JSON.stringify(other)
}
