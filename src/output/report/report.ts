/** What a run did, as text: reports, lists of images, chart values, exports. */
import type { Hunk } from '../../edit/hunk.ts'
import type { Restart } from '../../knowledge/restarts.ts'
import type { SecretSource } from '../../plan/plan.ts'
import type { ProblemCode, Severity } from '../../problem.ts'
import type { Summary } from '../../summary.ts'

import type { FleetTable } from './fleet.ts'

/**
 * What one run did, or would have done: the value behind every form of the report. Texts in it are safe to show: control
 * characters are escaped. Nothing of the stream is in it but names of objects and fields, images, and pull secrets' names.
 */
export type Report = {
  /** Of this format; another number means that fields changed their meaning. */
  readonly version: '1'
  readonly tool: { readonly name: 'k8ssandra-relocate'; readonly version: string }
  /** What ran: `filter` relocates. */
  readonly command: string
  /** `failed`: nothing was written, and images, secrets and lines are what would have changed. */
  readonly outcome: 'done' | 'failed'
  readonly exitCode: number
  readonly summary: ReportSummary
  /** Totals by release, registry, image and team; missing where one file or standard input was read. */
  readonly fleet?: FleetTable
  readonly images: readonly ImageEntry[]
  readonly secrets: readonly SecretEntry[]
  readonly pods: readonly PodEntry[]
  readonly aliases: readonly AliasEntry[]
  readonly fields: readonly FieldEntry[]
  readonly operatorImages: readonly OperatorEntry[]
  readonly restarts: readonly RestartEntry[]
  readonly skipped: readonly SkippedEntry[]
  /** The checks of `preflight`; missing for other commands. */
  readonly checks?: readonly CheckEntry[]
  readonly problems: readonly ProblemEntry[]
}

/** The counts of the run, as the filter and `images` print them, and those of the report's own lists. */
export type ReportSummary = Summary & {
  readonly operatorImages: number
  readonly restarts: number
  /** Restarts of Cassandra's pods. */
  readonly dataRestarts: number
  readonly skipped: number
  readonly errors: number
}

/** A place. Lines count from 1 in the file, or in standard input where no file is named. */
export type ReportPlace = {
  readonly file?: string
  /** The chart template the document was rendered from. */
  readonly template?: string
  readonly line?: number
  readonly column?: number
  /** `Kind/name`, as far as the document says. */
  readonly object?: string
  readonly namespace?: string
  readonly path?: string
}

/** Lines that change, as in a difference: see `Hunk`. Entries on one line share it. */
export type Lines = { readonly lines: readonly Hunk[] }

/** An image that goes to another registry. `component` is missing for images that are not a part of K8ssandra. */
export type ImageEntry = ReportPlace &
  Lines & {
    readonly source: string
    readonly target: string
    /** Host of the source and of the target, for counting. */
    readonly sourceRegistry: string
    readonly targetRegistry: string
    readonly rule: string
    readonly component?: string
    readonly container?: string
    /** The value of the object's team label. */
    readonly team?: string
  }

/** Pull secrets added to one list. */
export type SecretEntry = ReportPlace & Lines & { readonly names: readonly string[] }

/** Pods that pull moved images, and where their pull secrets come from. */
export type PodEntry = ReportPlace & {
  /** Which pods of the object, where its operator makes several kinds of them. */
  readonly pods?: string
  readonly from: SecretSource
  /** The path of the list, the name of the account, or what the operator reads; with `nobody` the account that could have them. */
  readonly by: string
  /** The account whose own secrets they no longer get. */
  readonly hides?: string
}

/** An alias that was replaced by the text it stood for. */
export type AliasEntry = ReportPlace & Lines & { readonly written: string; readonly text: string }

/** A field next to the images that a values file asks for. */
export type FieldEntry = ReportPlace &
  Lines & {
    readonly field: string
    readonly component: string
    /** What was there; missing for a field that was added. */
    readonly written?: string
    readonly text: string
    /** The key in the values that asks for it. */
    readonly key: string
  }

/** An image an operator chooses by itself. */
export type OperatorEntry = ReportPlace &
  Lines & {
    readonly operator: string
    readonly operatorVersion?: string
    readonly component: string
    readonly source: string
    readonly target?: string
    readonly sourceRegistry: string
    readonly targetRegistry?: string
    /** Whether a field was added that makes the operator take the target. */
    readonly isPinned: boolean
    readonly fact: string
  }

/** Pods that a change concerns, once for each object and kind of pods. */
export type RestartEntry = ReportPlace &
  Pick<Restart, 'pods' | 'isData' | 'effect' | 'reason' | 'source'> & { readonly fields: readonly string[] }

/** An image, or what looks like one, that stays as it is. */
export type SkippedEntry = ReportPlace & {
  readonly image?: string
  readonly why: 'already-there' | 'excluded' | 'no-rules' | 'kept' | 'placeholder' | 'possible' | 'unknown'
  readonly reason: string
}

/** One check in a registry or a cluster, and its result. */
export type CheckEntry = ReportPlace & {
  readonly subject: 'image' | 'tags' | 'secret' | 'entry' | 'pull' | 'account' | 'cluster'
  readonly state:
    | 'ok'
    | 'missing'
    | 'forbidden'
    | 'unreachable'
    | 'contradictory'
    | 'stale'
    | 'unfit'
    | 'masked'
    | 'unknown'
    | 'note'
  /** What it is called: an image, or `NAMESPACE/NAME`. */
  readonly name: string
  readonly finding: string
  readonly remedy?: string
}

export type ProblemEntry = ReportPlace & {
  readonly code: ProblemCode
  /** What it means for this run: under `--strict`, a warning is `policy`; what is accepted is a `note`. */
  readonly severity: Severity
  readonly title: string
  readonly message: string
  readonly remedy: string
  /** Why it is accepted, where it is. */
  readonly accepted?: string
}
