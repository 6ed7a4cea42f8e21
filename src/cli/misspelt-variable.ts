import { nearest } from '../config/spelling.ts'
import type { Problem } from '../problem.ts'
import { variableOf, variablePrefix } from './flags.ts'
import type { Flag } from './flags/flag.ts'

export function misspeltVariables(
  env: Readonly<Record<string, string | undefined>>,
  flags: readonly Flag[],
): readonly Problem[] {
  const known = flags.flatMap(flag => variableOf(flag)?.slice(variablePrefix.length) ?? [])
  return Object.keys(env)
    .filter(variable => variable.startsWith(variablePrefix))
    .flatMap(variable => {
      const name = variable.slice(variablePrefix.length)
      const meant = known.includes(name) ? undefined : (nearest(name, known) ?? withSameWord(name, known))
      if (meant === undefined) return []
      const remedy = `did you mean ${variablePrefix}${meant}?`
      return {
        code: 'VARIABLE_UNKNOWN',
        message: `the variable ${variable} is unknown`,
        remedy,
      } as const
    })
}

/** `SECRET` for `PULL_SECRET`, `REGISTRY_URL` for `REGISTRY`. Kubernetes gives pods variables of services: those are none of ours. */
function withSameWord(name: string, known: readonly string[]): string | undefined {
  if (/(?:^|_)(?:SERVICE_|PORT)/.test(name)) return undefined
  const words = name.split('_').filter(word => word.length > 3)
  return known.find(other => other.split('_').some(word => words.includes(word)))
}
