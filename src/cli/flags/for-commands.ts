/** The commands that leave a report. */
export const reportingCommands: readonly string[] = ['filter', 'verify', 'preflight']

/** The commands that ask registries, and those that ask a cluster. */
export const registryCommands: readonly string[] = ['preflight', 'copy', 'images']
export const clusterCommands: readonly string[] = ['preflight', 'doctor', 'verify']

/** A command as people call it: relocating is the one without a name. */
export function commandWord(command: string): string {
  return command === 'filter' ? 'relocating' : command
}
