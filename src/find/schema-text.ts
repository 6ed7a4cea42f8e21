import { joinKey } from '../yaml/path.ts'
import { candidatesIn } from './candidates/candidate.ts'
import { classOfWord } from './candidates/word.ts'

/** A default in the text of a schema: where its value is, and the property it belongs to. `end` exclusive. */
type SchemaDefault = {
  readonly start: number
  readonly end: number
  readonly property: string
  /** The keys that lead there; places in lists are left out. */
  readonly path: string
}

/** How much of a default is read. A longer one is given too, to be refused. */
export const longestDefault = 100_000

/** A property that is called "default" is not a default: it has a schema of its own. */
const schemaOfProperty =
  /^[ \t]+(?:description:|properties:|type: ["']?(?:object|string|array|integer|boolean|number)\b)/m

/** A key `default`, unless its line ends with an empty text or a small number: most defaults do, and none of them is an image. */
const defaultKey = /default["']?[ \t]*:(?=[ \t\r\n"'[{])(?![ \t]*(?:""|''|\d{1,3})\r?\n)[ \t]*/g

/** Keys of an image in parts. */
const partHint = /\b(?:registry|repository|image|images)["']?[ \t]*:/

/**
 * The defaults of a CustomResourceDefinition that may name an image, from its text: definitions are long, and some that
 * Kubernetes reads strict readers refuse.
 */
export function* defaultsIn(text: string): Generator<SchemaDefault> {
  const known: KnownKeys = new Map()
  const key = new RegExp(defaultKey)
  for (let found = key.exec(text); found !== null; found = key.exec(text)) {
    const at = found.index
    if (!isKeyStart(text, at)) continue
    const start = key.lastIndex
    const end = endOfValue(text, at, start)
    const value = text.slice(start, end)
    if (value.length < 4) continue
    const isObject = /^[\s[{]/.test(value)
    if (end - start >= longestDefault && !schemaOfProperty.test(value)) {
      yield { start, end, property: propertyOf(text, at, known), path: pathTo(text, at, known) }
      key.lastIndex = end
      continue
    }
    if (!value.includes('/') && !(isObject ? partHint.test(value) : /[a-z]/.test(value))) continue
    const property = propertyOf(text, at, known)
    const wordClass = classOfWord(property)
    if (schemaOfProperty.test(value)) continue
    const isCandidate = isObject
      ? partHint.test(value) || candidatesIn(value).length > 0
      : wordClass === 'image' || wordClass === 'registry' || candidatesIn(value, wordClass).length > 0
    if (!isCandidate) continue
    yield { start, end, property, path: pathTo(text, at, known) }
    key.lastIndex = end
  }
}

function isKeyStart(text: string, at: number): boolean {
  const before = text.charAt(at - 1)
  return before === '' || ' \n\t"\'{,'.includes(before)
}

/** The key that a default is below: the last line above that is indented less. */
function propertyOf(text: string, at: number, known: KnownKeys): string {
  return keysAbove(text, at, known).next().value ?? ''
}

/** How far in front of a key the flow mapping that it is in may begin. */
const longestFlow = 300

/** The key of a flow mapping that is open at the end of a line, and where it is: `image: {type: string, `. */
function keyOfFlow(line: string): { readonly name: string; readonly index: number } | undefined {
  const brace = line.lastIndexOf('{')
  if (brace < 0 || line.includes('}', brace)) return undefined
  const before = line.slice(0, brace).trimEnd()
  if (!before.endsWith(':')) return undefined
  const key = before.slice(0, -1).trimEnd()
  const quote = /["']$/.exec(key)?.[0] ?? ''
  const end = key.length - quote.length
  let start = end
  while (start > 0 && /[\w$./-]/.test(key.charAt(start - 1))) start--
  const index = start - quote.length
  if (start === end || !key.startsWith(quote, index)) return undefined
  return { name: key.slice(start, end), index }
}

function isInFlow(text: string, at: number): boolean {
  const start = Math.max(text.lastIndexOf('\n', at - 1) + 1, at - longestFlow)
  return keyOfFlow(text.slice(start, at)) !== undefined
}

function pathTo(text: string, at: number, known: KnownKeys): string {
  return [...keysAbove(text, at, known)].toReversed().concat('default').reduce(joinKey, '')
}

/** A place to look upwards from: what is on the lines above and indented less than `column` is above it. */
type Below = {
  readonly lineStart: number
  readonly column: number
  /** The column of a list whose item is left: what begins with a dash there is another item. -1 for none. */
  readonly list: number
}

type KeyAbove = Below & { readonly name: string }

/** The nearest keys above places that were asked for: siblings have the same, and walk no further than to each other. */
type KnownKeys = Map<string, KeyAbove | undefined>

/** The keys above a key in a block, the nearest first. */
function* keysAbove(text: string, at: number, known: KnownKeys): Generator<string, undefined> {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1
  const before = text.slice(Math.max(lineStart, at - longestFlow), at)
  if (/[^\s"']/.test(before)) {
    const flow = keyOfFlow(before)
    if (flow === undefined) return
    yield flow.name
    return yield* keysAbove(text, at - before.length + flow.index, known)
  }
  let below: Below | undefined = { lineStart, column: at - lineStart, list: -1 }
  while (below !== undefined) {
    const above: KeyAbove | undefined = keyAbove(text, below, known)
    if (above !== undefined) yield above.name
    below = above
  }
}

function keyAbove(text: string, below: Below, known: KnownKeys): KeyAbove | undefined {
  const id = idOf(below)
  if (!known.has(id)) known.set(id, searchAbove(text, below, known))
  return known.get(id)
}

/** In a list, the column does not matter. */
function idOf({ lineStart, column, list }: Below): string {
  return list < 0 ? `${lineStart} ${column}` : `${lineStart} - ${list}`
}

function searchAbove(text: string, below: Below, known: KnownKeys): KeyAbove | undefined {
  const { column, list } = below
  let { lineStart } = below
  while (lineStart > 0 && (column > 0 || list >= 0)) {
    const end = lineStart - 1
    lineStart = text.lastIndexOf('\n', end - 1) + 1
    const line = /^( *)(- +)?["']?([\w$./-]+)["']?:/.exec(text.slice(lineStart, end))
    if (line === null) continue
    const [, blanks = '', dash = '', name = ''] = line
    const own = blanks.length + dash.length
    const here = { lineStart, column: own, list: dash === '' ? -1 : blanks.length }
    const isAbove = list < 0 ? own < column : dash === '' && own <= list
    if (isAbove) return { ...here, name }
    const isItem = dash !== '' && own === column
    if (list < 0 && isItem) return keyAbove(text, here, known)
    const isSibling = list < 0 ? own === column : here.list === list
    if (isSibling && known.has(idOf(here))) return known.get(idOf(here))
  }
  return undefined
}

/** The end of the line, or of the lines below that are indented deeper than the key; in JSON, of the string or object. */
function endOfValue(text: string, key: number, start: number): number {
  const first = text.charAt(start)
  if (text.charAt(key - 1) === '"' && (first === '"' || first === '{')) {
    const close = text.indexOf(first === '"' ? '"' : '}', start + 1)
    return Math.min(close < 0 ? text.length : close + 1, start + longestDefault)
  }
  const lineEnd = endOfLine(text, start)
  if (isInFlow(text, key)) {
    const plain = /^(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^\s,{}[\]"'][^,{}[\]\n]*|\{[^{}]*\}|\[[^[\]]*\])/
    const value = plain.exec(text.slice(start, Math.min(lineEnd, start + longestDefault)))?.[0]
    if (value !== undefined) return start + value.trimEnd().length
  }
  if (start < lineEnd && !/^[|>]/.test(text.slice(start, lineEnd))) return lineEnd
  const indent = key - (text.lastIndexOf('\n', key) + 1)
  let end = lineEnd
  while (end < text.length && end - start < longestDefault) {
    const next = endOfLine(text, end + 1)
    const line = text.slice(end + 1, next)
    const own = line.length - line.trimStart().length
    // A list may be indented no deeper than its key.
    const isItem = start === lineEnd && own === indent && line.startsWith('- ', own)
    if (line.trim() !== '' && own <= indent && !isItem) break
    end = next
  }
  return end
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
