import type { Config } from '../../config/config.ts'
import type { Problem } from '../../problem.ts'
import type { Entries } from '../../rules/entries.ts'
import type { PolicyAction } from './export-format.ts'

/** What an export is made from. */
export type ExportInput = {
  readonly config: Config
  /** The rules of the configuration, read and sound. */
  readonly entries: Entries
  /** The minor release of Kubernetes, behind `1.`. */
  readonly kubernetes: number
  readonly action: PolicyAction
}

/** The text of an export, and what it cannot express. */
export type ExportOutput = { readonly text: string; readonly problems: readonly Problem[] }

/** Another system that holds the rules, or the same relocation. */
export type ExportTarget = {
  /** What it is for, as help and documentation say it: a clause without a final stop. */
  readonly help: string
  readonly write: (input: ExportInput) => ExportOutput
}

/** A rule that the target cannot express: the export is refused unless that is accepted. */
export function inexpressible(what: string, remedy: string): Problem {
  return { code: 'EXPORT_INEXPRESSIBLE', message: what, remedy }
}

/** What the target does not do although the program does; no rule is lost. */
export function limited(what: string, remedy: string): Problem {
  return { code: 'EXPORT_LIMITED', message: what, remedy }
}
