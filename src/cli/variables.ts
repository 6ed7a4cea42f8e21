import type { Problem } from '../problem.ts'

import { contradictions } from './contradictions.ts'
import { variableOf, variablePrefix } from './flags.ts'
import { flagFor, type Flag } from './flags/flag.ts'
import type { FlagSource } from './flag-source.ts'
import { faultOfFlagValue } from './value.ts'
import { misspeltVariables } from './misspelt-variable.ts'

/**
 * The values that environment variables give to flags. An empty variable is not set; a bad
 * value is a `USAGE_INVALID` problem, a name that is nearly one of ours a `VARIABLE_UNKNOWN` one.
 */
export function readVariables(
  env: Readonly<Record<string, string | undefined>>,
  flags: readonly Flag[],
  command = 'filter',
): { readonly layer: FlagSource; readonly problems: readonly Problem[] } {
  const layer = new Map<string, readonly string[]>()
  if (!Object.keys(env).some(name => name.startsWith(variablePrefix))) return { layer, problems: [] }
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
  problems.push(...contradictions(layer, flags, flag => variableOf(flag) ?? flag.name))
  return { layer, problems: [...problems, ...misspeltVariables(env, flags)] }
}
