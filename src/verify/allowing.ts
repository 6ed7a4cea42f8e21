import type { Problem } from '../problem.ts'
import { canonicalName } from '../reference/canonical.ts'
import { isFault } from '../reference/fault.ts'
import { quote } from '../reference/quote.ts'
import type { Reference } from '../reference/reference.ts'
import { parsePrefix, isUnder } from '../rules/syntax/prefix.ts'
import type { Policy } from './policy.ts'

/**
 * A policy that allows what is under these registries too, each written `HOST[:PORT][/PATH]`. One that cannot be read is
 * a USAGE_INVALID problem.
 */
export function allowing(
  policy: Policy,
  registries: readonly string[],
): { readonly policy: Policy; readonly problems: readonly Problem[] } {
  const read = registries.map(text => ({ text, prefix: parsePrefix(text) }))
  const problems = read.flatMap(({ text, prefix }): readonly Problem[] =>
    isFault(prefix)
      ? [
          {
            code: 'USAGE_INVALID',
            message: `--allow: not a registry: ${quote(text)}: ${prefix.what}`,
            remedy: prefix.remedy,
          },
        ]
      : [],
  )
  const prefixes = read.flatMap(({ prefix }) => (isFault(prefix) ? [] : [prefix.name]))
  if (prefixes.length === 0) return { policy, problems }
  const isBelow = (reference: Reference): boolean => {
    const name = canonicalName(reference)
    return prefixes.some(prefix => isUnder(name, prefix))
  }
  return {
    policy: {
      ...policy,
      isAllowed: reference => isBelow(reference) || policy.isAllowed(reference),
      isExcluded: reference =>
        policy.isExcluded(reference) || (isBelow(reference) && !policy.isAllowed(reference)),
    },
    problems,
  }
}
