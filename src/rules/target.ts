import { parseReference } from '../reference/parse.ts'
import { quote } from '../reference/quote.ts'
import { formatReference, type Reference } from '../reference/reference.ts'
import { isRefusal } from '../reference/refusal.ts'
import type { Digests } from './rule-config.ts'
import type { Prefix } from './syntax/prefix.ts'
import type { Rule } from './rule.ts'
import type { Decision } from './decision.ts'

/** An image with the rule that takes it, and what happens to its digest. */
type Moving = { readonly reference: Reference; readonly digests: Digests; readonly rule: Rule }

/**
 * The reference below a target: its text is the target as written, `/`, the rest, then tag and digest as they were, or
 * the tag alone where digests are dropped.
 * The rest may be empty, if the target is the new name. Impossible if no reference comes out.
 */
export function relocateUnder(
  target: Prefix,
  rest: string,
  { reference: source, digests, rule }: Moving,
): Decision {
  const repository = target.path === '' || rest === '' ? target.path + rest : `${target.path}/${rest}`
  const { tag } = source
  const isDropped = digests === 'drop' && source.digest !== undefined
  if (isDropped && tag === undefined) {
    return {
      kind: 'impossible',
      message: `${rule.text} cannot drop the digest of ${quote(formatReference(source))}: it has no tag, and without both it would be another image`,
      remedy: 'keep the digest of this image with a mirror or an exact image of its own, or give it a tag',
      rule,
    }
  }
  const digest = isDropped ? undefined : source.digest
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
