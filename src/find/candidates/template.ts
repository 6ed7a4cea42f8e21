import { isKnownRegistry } from '../../knowledge/images/registries.ts'

/** No variable or template in front of a path is longer, and no more than a few follow each other. */
const longestFront = 200

/** `$(HOST)/`, `${HOST}/`, `$HOST/`, `{{ .host }}/`, `<host>/`, `@@HOST@@/`, one or several, up to where a path goes on. */
const front =
  /(?:(?:\$\([\w.-]{1,60}\)|\$\{[\w.:-]{1,60}\}|\{\{[^{}]{1,80}\}\}|\$\w{1,60}|%(?:\(\w{1,40}\))?s|<[\w .-]{1,60}>|@{1,2}[A-Z]\w{0,40}@{1,2}|__[A-Z]\w{0,40}__)[\w.-]{0,40}\/){1,60}$/

/** Where the variables and templates begin that a token goes on from: what names the value is in front of them. */
export function startOfTemplate(text: string, start: number): number {
  const near = text.slice(Math.max(0, start - longestFront), start)
  const found = front.exec(near)?.[0]
  return found === undefined ? start : start - found.length
}

/** Whether a known registry is in front of the variables and templates that begin at an offset. */
export function isBehindRegistry(text: string, at: number): boolean {
  const host = /(?:^|[^\w.-])([\w.-]{3,100})(?::\d{1,5})?\/$/.exec(text.slice(Math.max(0, at - 110), at))?.[1]
  return host !== undefined && isKnownRegistry(host)
}

/** Whether a run that a variable or a template completes is a known registry alone: `quay.io/$(NAMESPACE)/tool:1`. */
export function isRegistryOfTemplate(
  text: string,
  token: { text: string; end: number; isTemplate: boolean },
): boolean {
  if (text.charAt(token.end) !== '/') return false
  const isQuoted = /^\/["']\$/.test(text.slice(token.end, token.end + 3))
  return (token.isTemplate || isQuoted) && isKnownRegistry(token.text.replace(/:\d+$/, ''))
}

/** `@@TAG@@`, `__TAG__`: what another program replaces, in the characters of a reference. */
const marks = '(?:@{1,2}[A-Z][A-Z0-9_]{0,40}@{1,2}|__[A-Z0-9][A-Z0-9_]{0,40}?__)'
const markInFront = new RegExp(`^${marks}/`)
const markBehind = new RegExp(`[:@]?${marks}$`)

/** How many characters of a word are such a mark, in front of its path and behind it. */
export function marksAround(word: string): { readonly front: number; readonly behind: number } {
  if (!/@|__/.test(word)) return { front: 0, behind: 0 }
  const behind = word.includes('/') ? (markBehind.exec(word)?.[0].length ?? 0) : 0
  return { front: markInFront.exec(word)?.[0].length ?? 0, behind }
}

/** Whether a variable or a template goes on where a run ends, in front or behind. */
export function isFilledIn(text: string, { start, end }: { start: number; end: number }): boolean {
  const before = text.charAt(start - 1)
  const behind = text.slice(end, end + 2)
  return (
    /[})%$]/.test(before) ||
    isAngleAt(text, { start, end }) ||
    /^(?:\{\{|\$[({A-Za-z]|%[a-z]|<[A-Za-z])/.test(behind)
  )
}

/** Whether `<host>` is in front of a path: an element of XML has its end behind. */
export function isAngleAt(text: string, { start, end }: { start: number; end: number }): boolean {
  return (
    text.charAt(start - 1) === '>' &&
    text.charAt(start) === '/' &&
    text.charAt(end) !== '<' &&
    /<[A-Za-z][\w .-]{0,60}>$/.test(text.slice(Math.max(0, start - 64), start))
  )
}
