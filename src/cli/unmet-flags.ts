import type { Problem } from '../problem.ts'

import type { FlagSource, Settings } from './flag-source.ts'
import { flags, type FlagName } from './flags.ts'
import type { Flag } from './flags/flag.ts'

/** The problems of flags on the command line that do nothing without another one: what they ask for would not be done. */
export function unmetFlags(given: FlagSource, settings: Settings, command: string): readonly Problem[] {
  const table: readonly Flag[] = flags
  return table.flatMap(({ name, needs }) => {
    const needed = needs?.[command] as FlagName | undefined
    if (needed === undefined || !given.has(name)) return []
    const isSwitch = table.some(flag => flag.name === needed && flag.type === 'switch')
    if (isSwitch ? settings.isOn(needed) : settings.text(needed) !== undefined) return []
    const message = `--${name} only applies with --${needed}`
    return { code: 'USAGE_INVALID', message, remedy: `add --${needed}, or leave it out` }
  })
}
