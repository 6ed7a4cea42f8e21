import { nearest } from '../config/spelling.ts'
import type { Problem } from '../problem.ts'

import { variableOf, variablePrefix } from './flags.ts'
import { flagFor, type Flag } from './flags/flag.ts'
import type { FlagSource } from './flag-source.ts'
import { faultOfFlagValue } from './value.ts'

/**
 * The values that environment variables give to flags. An empty variable says nothing, as if it were not set; a bad
 * value is a `USAGE_INVALID` problem, a name that is nearly one of ours a `VARIABLE_UNKNOWN` one.
 */
export function readVariables(
  env: Readonly<Record<string, string | undefined>>,
  flags: readonly Flag[],
  command = 'filter',
): { readonly layer: FlagSource; readonly problems: readonly Problem[] } {
  const layer = new Map<string, readonly string[]>()
  const problems: Problem[] = []
  for (const flag of flags) {
    const variable = variableOf(flag)
    const text = variable === undefined ? undefined : env[variable]
    if (variable === undefined || text === undefined || text === '') continue
    const isList = flag.type === 'list' || flag.type === 'mappings'
    const values = isList ? text.split(',').map(item => item.trim()) : [text]
    const known = flagFor(flag, command)
    const faults = values.flatMap(value => faultOfFlagValue(known, value) ?? [])
    for (const { message, remedy } of faults) {
      problems.push({ code: 'USAGE_INVALID', message: `${variable}: ${message}`, remedy })
    }
    if (faults.length === 0) layer.set(flag.name, values)
  }
  return { layer, problems: [...problems, ...misspeltVariables(env, flags)] }
}

function misspeltVariables(
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
