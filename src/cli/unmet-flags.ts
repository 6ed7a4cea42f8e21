import type { Problem } from '../problem.ts'

import type { FlagSource, Settings } from './flag-source.ts'
import { flags, type FlagName } from './flags.ts'
import type { Flag } from './flags/flag.ts'

const table: readonly Flag[] = flags

/** The problems of flags on the command line that do nothing without another one: what they ask for would not be done. */
export function unmetFlags(given: FlagSource, settings: Settings, command: string): readonly Problem[] {
  return table.flatMap(({ name, needs }) => {
    const needed = needs?.[command] ?? []
    if (needed.length === 0 || !given.has(name) || needed.some(need => isMet(need, settings))) return []
    const ways = needed.map(need => `--${need}`).join(' or ')
    const message = `--${name} only applies with ${ways}`
    const add = needed.length === 1 ? ways : 'one of them'
    return { code: 'USAGE_INVALID', message, remedy: `add ${add}, or leave it out` }
  })
}

/** Whether a flag is given, on the command line or elsewhere, with the value that is needed, if one is. */
function isMet(need: string, settings: Settings): boolean {
  const [name, value] = need.split('=') as [FlagName, string?]
  const isSwitch = table.some(flag => flag.name === name && flag.type === 'switch')
  if (isSwitch) return settings.isOn(name)
  return value === undefined ? settings.list(name).length > 0 : settings.text(name) === value
}
