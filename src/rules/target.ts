import { parseReference } from '../reference/parse.ts'
import { quote } from '../reference/quote.ts'
import { formatReference, type Reference } from '../reference/reference.ts'
import { isRefusal } from '../reference/refusal.ts'
import type { Prefix } from './prefix.ts'
import type { Decision, Rule } from './rule.ts'

/**
 * The reference below a target: its text is the target as written, `/`, the rest, then tag and digest as they were.
 * The rest may be empty, if the target is the new name. Impossible if no reference comes out.
 */
export function relocateUnder(target: Prefix, rest: string, source: Reference, rule: Rule): Decision {
  const repository = target.path === '' || rest === '' ? target.path + rest : `${target.path}/${rest}`
  const { tag, digest } = source
  if (repository === '' && target.isHost) {
    return {
      kind: 'impossible',
      message: `${rule.text} gives ${quote(formatReference(source))} no repository: the target is a registry and nothing follows`,
      remedy: `add a repository to the target, as in ${target.text}/name`,
      rule,
    }
  }
  const placed: Reference =
    repository === ''
      ? { registry: undefined, repository: target.first, tag, digest }
      : { registry: target.first, repository, tag, digest }
  const refusal = parseReference(formatReference(placed))
  if (!isRefusal(refusal)) return { kind: 'relocated', target: placed, rule }
  return {
    kind: 'impossible',
    message: `${rule.text} cannot take ${quote(formatReference(source))}: ${refusal.message}`,
    remedy: 'choose a shorter target or another layout, or give this image a target of its own',
    rule,
  }
}
