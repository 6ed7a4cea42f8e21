import { isKnownRegistry } from '../../knowledge/images/registries.ts'

/** No variable or template in front of a path is longer, and no more than a few follow each other. */
const longestFront = 200

/** `$(HOST)/`, `${HOST}/`, `$HOST/`, `{{ .host }}/`, one or several, up to where a path goes on. */
const front =
  /(?:(?:\$\([\w.-]{1,60}\)|\$\{[\w.:-]{1,60}\}|\{\{[^{}]{1,80}\}\}|\$\w{1,60}|%\(\w{1,40}\)s)[\w.-]{0,40}\/){1,60}$/

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

/** Whether a variable or a template goes on where a run ends, in front or behind. */
export function isFilledIn(text: string, { start, end }: { start: number; end: number }): boolean {
  const before = text.charAt(start - 1)
  const behind = text.slice(end, end + 2)
  return /[})%$]/.test(before) || /^(?:\{\{|\$[({A-Za-z]|%[a-z])/.test(behind)
}
