import { quotePlain, quoteDouble } from '../yaml/quote.ts'

/** Small values that are written into a manifest. */
export type Data = string | readonly Data[] | { readonly [key: string]: Data }

/**
 * Block style, one line each, every line indented by `indent` columns.
 * An empty list is `[]`; lists start at the column of their key, as Helm charts write them.
 */
export function printBlock(data: Data, indent: number): readonly string[] {
  const margin = ' '.repeat(indent)
  if (typeof data === 'string') return [margin + quotePlain(data, false)]
  if (isList(data)) {
    return data.flatMap(item => {
      const [first = '', ...rest] = printBlock(item, indent + 2)
      return [`${margin}- ${first.slice(indent + 2)}`, ...rest]
    })
  }
  return Object.entries(data).flatMap(([key, value]) => {
    if (typeof value === 'string') return [`${margin}${quotePlain(key, false)}: ${quotePlain(value, false)}`]
    if (isEmpty(value)) return [`${margin}${quotePlain(key, false)}: ${isList(value) ? '[]' : '{}'}`]
    return [`${margin}${quotePlain(key, false)}:`, ...printBlock(value, isList(value) ? indent : indent + 2)]
  })
}

/** Flow style on one line; with `json`, every key and value in double quotes. */
export function printFlow(data: Data, json: boolean): string {
  const print = (text: string): string => (json ? quoteDouble(text) : quotePlain(text, true))
  if (typeof data === 'string') return print(data)
  if (isList(data)) return `[${data.map(item => printFlow(item, json)).join(', ')}]`
  return `{${Object.entries(data)
    .map(([key, value]) => `${print(key)}: ${printFlow(value, json)}`)
    .join(', ')}}`
}

/** Whether data is a list, and not a text or an object. */
export function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data)
}

function isEmpty(data: Exclude<Data, string>): boolean {
  return Object.keys(data).length === 0
}
