import { fileFlags } from './flags/files.ts'
import type { Flag } from './flags/flag.ts'
import { listFlags } from './flags/lists-and-exports.ts'
import { messageFlags } from './flags/messages.ts'
import { registryFlags } from './flags/registry-and-cluster.ts'
import { whereFlags } from './flags/where-images-go.ts'

/** Every flag. Parsing, the variables, the help, completion and the manual page are made from this table. */
export const flags = [
  ...whereFlags,
  ...fileFlags,
  ...registryFlags,
  ...listFlags,
  ...messageFlags,
] as const satisfies readonly Flag[]

export type FlagName = (typeof flags)[number]['name']

export const variablePrefix = 'K8SSANDRA_RELOCATE_'

/** The environment variable of a flag; undefined if there is none. */
export function variableOf(flag: Flag): string | undefined {
  if (flag.hasVariable === false) return undefined
  return variablePrefix + flag.name.toUpperCase().replaceAll('-', '_')
}
