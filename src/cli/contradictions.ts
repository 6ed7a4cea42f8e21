import type { Problem } from '../problem.ts'
import { groupBy } from '../plan/group-by.ts'
import { quote } from '../reference/quote.ts'
import { maskRule } from '../reference/user-info.ts'

import { isTrue, type FlagSource } from './flag-source.ts'
import { operatorSetting } from './flags/faults.ts'
import type { Flag } from './flags/flag.ts'

/**
 * Two values that one source (the arguments, or a variable) gives to what has one value: `USAGE_INVALID`. Which of two
 * registries a script and its caller mean is not ours to guess; a default is for a variable or a file, which flags override.
 */
export function contradictions(
  layer: FlagSource,
  flags: readonly Flag[],
  nameOf: (flag: Flag) => string = ({ name }) => `--${name}`,
): readonly Problem[] {
  const given = flags.filter(({ name }) => layer.has(name))
  return given.flatMap(flag =>
    singleValues(flag, layer.get(flag.name) ?? [])
      .map(values => [...new Set(values)])
      .filter(values => values.length > 1)
      .map((values): Problem => ({
        code: 'USAGE_INVALID',
        message: `${nameOf(flag)} has different values: ${values.map(value => quote(maskRule(value))).join(', ')}`,
        remedy: 'give one of them',
      })),
  )
}

/** Flags of one command line that exclude each other: `USAGE_INVALID`. Variables are defaults, also for commands that take one of them. */
export function exclusions(layer: FlagSource, flags: readonly Flag[]): readonly Problem[] {
  const given = flags.filter(({ name }) => layer.has(name))
  return given.flatMap((flag): readonly Problem[] => {
    const other = given.find(({ name }) => name === flag.excludes)
    if (other === undefined || (flag.type === 'switch' && !isTrue(layer.get(flag.name)?.at(-1)))) return []
    const message = `--${flag.name} and --${other.name} exclude each other`
    return [{ code: 'USAGE_INVALID', message, remedy: 'leave one out' }]
  })
}

/** The values that a flag gives to each single thing: the flag itself, or an operator whose version it says. */
function singleValues(flag: Flag, values: readonly string[]): readonly (readonly string[])[] {
  if (flag.name === 'operator') return [...groupBy(values, value => operatorSetting(value)[0]).values()]
  if (flag.type === 'switch') return [values.map(value => isTrue(value).toString())]
  return flag.type === 'text' ? [values] : []
}
