import type { Glob } from '../../../rules/syntax/glob.ts'
import { escapePattern } from '../escape-pattern.ts'

/** The regular expression (RE2, anchored) that matches what the glob covers. */
export function patternOfGlob(glob: Glob): string {
  return `^${glob.map(patternOfToken).join('')}$`
}

function patternOfToken(token: string): string {
  switch (token) {
    case '*':
      return '[^/]*'
    case '**':
      return '.*'
    case '**/':
      return '(?:.*/)?'
    case '?':
      return '[^/]'
    default:
      return escapePattern(token)
  }
}

/** The text of a glob without wildcards; undefined for any other. */
export function literalOfGlob(glob: Glob): string | undefined {
  return glob.some(token => /^[*?]/.test(token)) ? undefined : glob.join('')
}

/** The prefix, with its slash, of a glob that covers all below it and nothing else. */
export function prefixOfGlob(glob: Glob): string | undefined {
  const prefix = glob.at(-1) === '**' ? literalOfGlob(glob.slice(0, -1)) : undefined
  return prefix?.endsWith('/') === true ? prefix : undefined
}
