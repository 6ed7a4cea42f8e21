/** What a rewrite of K3s does to the path of a repository: one prefix for another, or one repository for another. */
export type Rewrite = {
  readonly from: string
  readonly to: string
  /** Whether it takes this one repository, and none below it. */
  readonly isExact: boolean
}

/** A literal, with or without `^` before it, what may follow it, and `$`. */
const patternForm = /^(\^?)((?:[a-z0-9_/-]|\\?\.(?![*+]))*)(\(\.[*+]\)|\.[*+])?(\$?)$/
/** A literal, and the group or the match behind it. */
const replacementForm = /^([a-z0-9._/-]*)(?:\$([01])|\$\{([01])\})?$/

/**
 * A rewrite as a rule, or undefined: a regular expression can say more than a rule does. `^old/(.*)` to `new/$1` is one prefix
 * for another, and so are `^old/` to `new/`, `(.*)` to `new/$1` and `.*` to `new/$0`; `^old/name$` is one repository.
 * Without the `^`, `old/` would take `more-old/name` too.
 * Source: https://docs.k3s.io/installation/private-registry#rewrites and https://pkg.go.dev/regexp#Regexp.Expand
 */
export function readRewrite(pattern: string, replacement: string): Rewrite | undefined {
  const [, anchor, literal = '', rest = '', end] = patternForm.exec(pattern) ?? []
  const [, text, bare, braced] = replacementForm.exec(replacement) ?? []
  if (anchor === undefined || text === undefined) return undefined
  if (anchor === '' && (literal !== '' || rest === '')) return undefined
  const group = bare ?? braced
  const from = literal.replaceAll('\\', '')
  const isExact = rest === '' && end === '$'
  // A group that is not there is nothing, and so is what is matched and not put back.
  if (group === '1' && !rest.startsWith('(')) return undefined
  if (group === undefined && rest !== '') return undefined
  const to = group === '0' ? text + from : text
  if (isExact) return /[^/]$/.test(from) && /[^/]$/.test(to) ? { from, to, isExact } : undefined
  const isWhole = (prefix: string): boolean => prefix === '' || prefix.endsWith('/')
  if (!isWhole(from) || !isWhole(to)) return undefined
  return { from: from.replace(/\/$/, ''), to: to.replace(/\/$/, ''), isExact }
}
