import { schemes } from '../../reference/scheme.ts'
import { isAngleAt, isFilledIn, marksAround } from './template.ts'

/** A run of characters that image references are made of, bare of what clings to it in sentences and escapes. */
export type Token = {
  readonly start: number
  readonly end: number
  readonly text: string
  /** The URL scheme in front of it (`docker` of `docker://…`), '' when there is none. */
  readonly scheme: string
  /** Whether a variable or a template goes on where the run ends, in front or after. */
  readonly isTemplate: boolean
}

/** A text that is one token. */
export function wholeToken(text: string): Token {
  return { start: 0, end: text.length, text, scheme: '', isTemplate: false }
}

/** Schemes of URLs that name what registries hold. */
const artifactSchemes: ReadonlySet<string> = new Set(schemes)

/** No image is longer. */
const longestToken = 600

/** 1 for the characters of references: letters, digits and `._/:@+-`; `+` only so that base64 is one run and no image. */
const isPart = new Uint8Array(128)
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/:@+-') {
  isPart[character.charCodeAt(0)] = 1
}

/** The run around an offset, as raw bounds; it starts at `floor` or later. Its cost is its length. */
export function runAt(text: string, offset: number, floor: number): { start: number; end: number } {
  let start = offset
  while (start > floor && isPart[text.charCodeAt(start - 1)] === 1) start--
  let end = offset
  while (end < text.length && isPart[text.charCodeAt(end)] === 1) end++
  return { start, end }
}

/** The token in a run; undefined for what is not an image by its outline: too long, a URL, an absolute path, an address. */
export function tokenIn(text: string, run: { start: number; end: number }): Token | undefined {
  let { start, end } = run
  if (end - start > longestToken || end - start < 3 || isPatternAt(text, end)) return undefined
  start += escapeAt(text, start)
  if (text.charCodeAt(start) === 0x3a) start++
  // What a variable or a template begins: `$(REGISTRY)/team/tool:1`.
  start += variableAt(text, start, end)
  const isFilled = isFilledIn(text, run)
  if (text.charCodeAt(start) === 0x2f && (/[\w)}%]/.test(text.charAt(start - 1)) || isAngleAt(text, run)))
    start++
  start += defaultAt(text, start, end)
  const marks = marksAround(text.slice(start, end))
  start += marks.front
  end -= marks.behind
  while (end > start && '.:/@+-'.includes(text.charAt(end - 1))) end--
  let word = text.slice(start, end)
  const scheme = /^[a-z][a-z-]{0,20}(?=:\/\/)/.exec(word)?.[0] ?? ''
  if (scheme !== '') {
    if (!artifactSchemes.has(scheme)) return undefined
    start += scheme.length + 3
    word = text.slice(start, end)
  }
  if (!/^[A-Za-z0-9]/.test(word) || word.includes('//')) return undefined
  const at = word.indexOf('@')
  if (at >= 0 && !/^@[a-z0-9+._-]{1,20}:[0-9a-fA-F]{32,}$/.test(word.slice(at))) return undefined
  return { start, end, text: word, scheme, isTemplate: isFilled || marks.front + marks.behind > 0 }
}

/** A key, a colon and what begins with a host. */
const keyOfPair = /^[A-Za-z0-9][\w.+-]{0,60}:(?=[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?\/)/

/** What is behind the key of a pair: `v1:quay.io/team/tool:1`; undefined for a token that is none. */
export function imageOfPair(token: Token): Token | undefined {
  const key = token.scheme === '' ? keyOfPair.exec(token.text)?.[0] : undefined
  if (key === undefined) return undefined
  return { ...token, start: token.start + key.length, text: token.text.slice(key.length) }
}

/** A pattern goes on where the run ends: `quay.io/team/*`. */
function isPatternAt(text: string, end: number): boolean {
  const next = text.charCodeAt(end)
  return next === 0x2a || next === 0x3f
}

/** How many characters of the run belong to an escape that began in front of it: `\n`, `\t`, `\x22`, `\u0022`. */
function escapeAt(text: string, start: number): number {
  let slashes = 0
  while (text.charCodeAt(start - 1 - slashes) === 0x5c) slashes++
  if (slashes % 2 === 0) return 0
  return /^(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)/.exec(text.slice(start, start + 5))?.[0].length ?? 0
}

/** How many characters of the run belong to a variable that a path goes on from: `$HOST/team/tool:1`, `%(host)s/team/tool:1`, `%s/team/tool:1`. */
function variableAt(text: string, start: number, end: number): number {
  const before = text.charAt(start - 1)
  if (before === '$') return /^[A-Za-z_]\w*(?=\/)/.exec(text.slice(start, end))?.[0].length ?? 0
  return (before === ')' || before === '%') && text.startsWith('s/', start) ? 1 : 0
}

/** How many characters of the run name the variable whose default follows: `${IMAGE:-redis:7}`. */
function defaultAt(text: string, start: number, end: number): number {
  if (text.charCodeAt(start - 1) !== 0x7b || text.charCodeAt(start - 2) !== 0x24) return 0
  return /^[A-Za-z_]\w*:?-/.exec(text.slice(start, end))?.[0].length ?? 0
}
