import type { Scalar } from './node.ts'
import { isFloat, isInteger } from './number.ts'
import { valueOf } from './scalar.ts'

/** What Kubernetes makes of a scalar. A date is text. */
type ScalarType = 'null' | 'boolean' | 'number' | 'text'

const words: ReadonlyMap<string, ScalarType> = new Map(
  (
    [
      ['boolean', 'y Y yes Yes YES true True TRUE on On ON n N no No NO false False FALSE off Off OFF'],
      ['number', '.nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF'],
    ] as const
  ).flatMap(([type, list]) => list.split(' ').map(word => [word, type] as const)),
)

/** How plain scalars start that are not text. */
const hint = /^[-+.0-9~yYnNtTfFoO]/

/**
 * The type of a scalar as go-yaml v2 resolves it, which Kubernetes reads with: its tag decides, and without one only
 * plain text can be anything but text. Source: https://github.com/yaml/go-yaml/blob/v2/resolve.go
 */
export function typeOf(source: string, scalar: Scalar): ScalarType {
  if (scalar.tag !== undefined) return typesOfTags.get(scalar.tag) ?? 'text'
  if (scalar.style !== 'plain') return 'text'
  if (scalar.start === scalar.end) return 'null'
  return hint.test(source.charAt(scalar.start)) ? typeOfPlain(valueOf(source, scalar)) : 'text'
}

/** Tags that demand something of the text; all others make text of it. */
const typesOfTags: ReadonlyMap<string, ScalarType> = new Map([
  ['!!null', 'null'],
  ['!!bool', 'boolean'],
  ['!!int', 'number'],
  ['!!float', 'number'],
])

/** What Kubernetes makes of a scalar that is true or false, as `yes` and `Off` are; undefined for all others. */
export function booleanOf(source: string, scalar: Scalar): boolean | undefined {
  if (typeOf(source, scalar) !== 'boolean') return undefined
  return isTrueWord(valueOf(source, scalar))
}

/** Whether a text that is a boolean is true. */
export function isTrueWord(text: string): boolean {
  return /^(?:y|yes|true|on)$/i.test(text)
}

/** Whether the text is what the tag demands. Kubernetes refuses a document where it is not. */
export function fitsTag(source: string, scalar: Scalar): boolean {
  const { tag } = scalar
  if (tag === undefined) return true
  const type = typesOfTags.get(tag)
  const text = valueOf(source, { ...scalar, tag: undefined })
  if (tag === '!!binary') return isBase64(text)
  if (tag === '!!timestamp') return timestamp.test(text)
  if (type === undefined) return true
  return (text === '' ? 'null' : typeOfPlain(text)) === type && (tag !== '!!int' || isInteger(text))
}

/** Whether a text is what cannot be written in JSON, and so refused by Kubernetes: infinite, or no number at all. */
export function isInfinite(source: string, scalar: Scalar): boolean {
  if (scalar.end - scalar.start > 6 || scalar.start === scalar.end) return false
  return typeOf(source, scalar) === 'number' && words.has(valueOf(source, scalar))
}

const timestamp = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d{1,9})?(?:Z|[-+]\d\d:\d\d)?)?$/

function isBase64(text: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text.replace(/[\r\n]/g, ''))
}

function typeOfPlain(text: string): ScalarType {
  if (text === '~' || text === 'null' || text === 'Null' || text === 'NULL') return 'null'
  return words.get(text) ?? (isNumber(text) ? 'number' : 'text')
}

function isNumber(text: string): boolean {
  if (text.startsWith('.')) return isFloat(text)
  if (!/^[-+0-9]/.test(text)) return false
  return isInteger(text) || isFloat(text.replaceAll('_', ''))
}
