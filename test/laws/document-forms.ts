import { parse, stringify } from 'yaml'

/** Ways to write the same document. */
export const documentForms: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', text => text],
  ['in quotes', text => text.replaceAll(/: ([a-z][\w./:@-]*)$/gm, ': "$1"')],
  [
    'in braces',
    text => rewritten(text, value => stringify(value, { collectionStyle: 'flow', lineWidth: 0 })),
  ],
  ['JSON', text => rewritten(text, value => JSON.stringify(value))],
  ['JSON in lines', text => rewritten(text, value => JSON.stringify(value, null, 2))],
]

/** A document of one object, written by something else; any other as it is. */
function rewritten(text: string, write: (value: unknown) => string): string {
  try {
    const value: unknown = parse(text)
    return typeof value === 'object' && value !== null ? `\n${write(value).trimEnd()}\n` : text
  } catch {
    return text
  }
}
