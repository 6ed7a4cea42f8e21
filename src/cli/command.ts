import type { Config } from '../config/config.ts'
import type { FleetEntries } from '../output/report/fleet-report.ts'
import type { Problem } from '../problem.ts'
import type { CheckedItem } from '../output/report/checks.ts'
import type { Result } from '../relocate.ts'
import type { Summary } from '../summary.ts'

import type { Settings } from './flag-source.ts'
import type { Input, Output } from './io/stream.ts'
import type { Content } from './io/content.ts'

/** The input of a command: all settings, checked and merged. */
export type Invocation = {
  readonly config: Config
  readonly settings: Settings
  /** The words after the command. */
  readonly paths: readonly string[]
  readonly stdin: Input
  /** Asked whether it is a terminal; the outcome is written to it by others. */
  readonly stdout: Pick<Output, 'isTTY'>
  /** For the progress of a long run on a terminal; what there is to say is written by others. */
  readonly stderr: Pick<Output, 'isTTY' | 'write'>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
  /** The arguments as they were given. */
  readonly argv: readonly string[]
  /** The command that starts this program again. */
  readonly self?: readonly string[] | undefined
  /** Faults of variables and files; only a command that examines runs in spite of them, and reports them itself. */
  readonly setupProblems: readonly Problem[]
  /** The problem of a run without anything to relocate, where what is read cannot say it either. */
  readonly idle: Problem | undefined
  /** Tells the run of something that fails nothing and belongs to no result. */
  readonly note: (problem: Problem) => void
}

/** The outcome of a command. `output` goes to standard output only if no problem fails the run. */
export type Outcome = {
  readonly output: Content
  readonly problems: readonly Problem[]
  /** Lines for `--verbose`. */
  readonly details: readonly string[]
  /** Whether the output is written in any case: a KRM function leaves its results in it, preflight what it found. */
  readonly isOutputOnFailure?: true
  /** The content of a report besides the problems; absent if nothing could be relocated. */
  readonly results?: readonly Result[]
  /** The content of a report on many streams, one at a time. */
  readonly fleet?: FleetEntries
  /** The counts of the run, for a report. */
  readonly counts?: Summary
  /** The checks in the world, for a report. */
  readonly checks?: readonly CheckedItem[]
  /** The one line about a run that went well. */
  readonly summary?: string
  /** The one line about a run that failed, where "nothing was written" is not the point. */
  readonly failure?: string
  /** Lines that are always printed, before the problems. */
  readonly notes?: readonly string[]
  /** For a person who seems to be lost, ahead of the problems. */
  readonly hint?: string
  /** For a run without failing problems that is to end with another code than 0. */
  readonly exitCode?: number
  /** Called when output and reports are written. */
  readonly release?: () => void
}

export type Command = {
  readonly name: string
  /** What it takes, as in `[flags] [file|directory|glob ...]`. */
  readonly usage: string
  readonly help: string
  /** One command line that does something useful. */
  readonly example: string
  /** Runs in spite of a broken configuration, because it examines that. */
  readonly examines?: true
  /** Whether the command is pointless without rules: then wrong use, unless --pass-through is set. */
  readonly needsRules?: (settings: Settings) => boolean
  /** Proves something: what may be where it is comes from flags, variables and named files, never from a file that was found. */
  readonly verifies?: true
  /** Takes a chart in place of manifests, and renders it with Helm. */
  readonly rendersCharts?: true
  /** Writes the lock that the command line names; one that a file or a variable names, it reads as others do. */
  readonly writesLock?: true
  /** Reads no files: any word after it is wrong use. */
  readonly takesNoWords?: true
  /** Takes no configuration. */
  readonly isPlain?: true
  /** Loads its module: no run pays for a command that it does not use. */
  readonly load: () => Promise<{ readonly execute: (invocation: Invocation) => Promise<Outcome> }>
}
