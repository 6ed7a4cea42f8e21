/** What completion has to know of a flag. */
export type CompletedFlag = {
  readonly name: string
  readonly short: string | undefined
  readonly help: string
  /** The only values there are; empty for any. */
  readonly words: readonly string[]
  readonly takes: 'nothing' | 'text' | 'file' | 'directory'
  /** The commands that know it; undefined for all. The filter is `filter`. */
  readonly commands: readonly string[] | undefined
}

/** What completion has to know of a command. */
export type CompletedCommand = {
  readonly name: string
  readonly help: string
  /** What may be behind it, besides files. */
  readonly words: readonly string[]
}

/** The name people type. */
export const programName = 'k8ssandra-relocate'

/** How a flag is written, the long form first. */
export function spellingsOf({ name, short }: CompletedFlag): readonly string[] {
  return short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`]
}
