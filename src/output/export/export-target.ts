import type { Config } from '../../config/config.ts'
import type { PodSecrets } from '../../plan/plan.ts'
import type { Problem } from '../../problem.ts'
import type { Reference } from '../../reference/reference.ts'
import type { Entries } from '../../rules/entries.ts'
import type { PolicyAction } from './export-format.ts'

/** What an export is made from. */
export type ExportInput = {
  readonly config: Config
  /** The rules of the configuration, read and sound. */
  readonly entries: Entries
  /** The minor release of Kubernetes, after `1.`. */
  readonly kubernetes: number
  /** The minor release of Kyverno, after `1.`. */
  readonly kyverno: number
  readonly action: PolicyAction
  /** Manifests that were named, for targets that need to know which images there are. */
  readonly streams: readonly RelocatedText[]
  /** The images of these manifests, those that operators choose among them. */
  readonly images: readonly Reference[]
  /** Where the pods of these manifests get their pull secrets. */
  readonly pods: readonly PodSecrets[]
  /** Logins of registries for the pull secrets, as a docker config has them; undefined where a person fills them in. */
  readonly logins?: Readonly<Record<string, object>> | undefined
}

/** A stream before and after its relocation. */
export type RelocatedText = { readonly input: string; readonly output: string }

/** The text of an export, and what it cannot express. */
export type ExportOutput = { readonly text: string; readonly problems: readonly Problem[] }

/** Another system that holds the rules, or the same relocation. */
export type ExportTarget = {
  /** What it is for, as help and documentation say it: a clause without a final stop. */
  readonly help: string
  /** Whether it reads manifests; absent for what is made from the rules alone. */
  readonly manifests?: 'needed' | 'useful'
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

/** What a target does with an image that no rule takes, where the program refuses it. */
export function pullsUnmapped(who: string, { config }: Pick<ExportInput, 'config'>): readonly Problem[] {
  if (config.registry !== undefined || config.unmapped !== 'refuse') return []
  return [
    limited(`${who} an image that no rule takes where it is`, 'give a registry for all others, or verify'),
  ]
}
