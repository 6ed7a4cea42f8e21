import type { Config } from '../../../config/config.ts'
import { withBuiltIn } from '../../../knowledge/fieldspecs/index.ts'
import { relevanceFor } from '../../../find/relevance.ts'
import { entriesOf, type CountedEntries } from '../../../output/report/stream-entries.ts'
import type { CollectedFacts } from '../../../plan/collect-facts.ts'
import type { Problem } from '../../../problem.ts'
import { resultOf, type Result } from '../../../relocate-stream.ts'
import { openRun, plainShare, type Share, type Used } from '../../../run.ts'
import { detailsOf } from '../../messages/summary.ts'
import { destinationInPlace } from '../write/destination.ts'
import { unreadableFile, type InputFile } from '../input/input-file.ts'
import { stageFile, type StagedFile } from '../write/replace.ts'
import { bytesOf } from '../content.ts'
import { holdWhole } from '../input/held-bytes.ts'
import { stripBytes } from '../input/strip-bytes.ts'
import { readAgain } from './read-again.ts'
import { openSpool, type Spool, type SpoolRange } from './spool.ts'

/** What every file of a run is relocated with: plain data, for another process as well. */
export type FleetSetup = {
  readonly config: Config
  readonly collected: readonly CollectedFacts[]
  /** Where output goes that is not staged, and what the report is made of. */
  readonly spools: { readonly output: string; readonly entries: string }
  readonly hasReport: boolean
  /** The label whose values the report counts by. */
  readonly label: string
  readonly isVerbose: boolean
  /** The process that puts staged files in place. */
  readonly owner: number
}

/** One file to relocate. */
export type FleetTask = {
  readonly index: number
  readonly file: InputFile
  /** Of the bytes that were read first. */
  readonly digest: string
  /** Where the output goes: to a file, over the file itself, or to the spool. */
  readonly to: { readonly path: string } | 'in-place' | 'spool'
}

/** What came of one file: plain data. */
export type FleetAnswer = {
  readonly index: number
  readonly problem?: Problem
  readonly share?: Share
  readonly staged?: StagedFile
  readonly output?: SpoolRange
  /** The entries and counts for the report. */
  readonly entries?: SpoolRange
  readonly details?: readonly string[]
}

type Relocator = {
  readonly relocate: (task: FleetTask) => FleetAnswer
  readonly used: () => Used
  readonly spools: { readonly output: Spool; readonly entries: Spool }
  readonly close: () => void
}

/** Relocates files of a run one at a time. */
export function createRelocator(setup: FleetSetup): Relocator {
  const { config, owner } = setup
  const run = openRun(config).open(setup.collected)
  const isRelevant = relevanceFor(withBuiltIn(config.fieldSpecs))
  const spools = { output: openSpool(setup.spools.output), entries: openSpool(setup.spools.entries) }
  const relocate = ({ index, file, to }: FleetTask, bytes: Buffer): FleetAnswer => {
    const { stream, restore } = stripBytes(holdWhole(bytes), isRelevant, file.name)
    const relocated = run.relocate(stream, index)
    const result = resultOf(relocated.written)
    const share = plainShare(relocated.share)
    const answer = { index, share, ...recordOf(result, share, file, setup, spools.entries) }
    if (to === 'spool') return { ...answer, output: spools.output.add(bytesOf(restore(result))) }
    if (to === 'in-place' && result.edits.length === 0) return answer
    const destination = to === 'in-place' ? destinationInPlace(file) : to
    if ('problem' in destination) return { ...answer, problem: destination.problem }
    const { path } = destination
    return { ...answer, staged: stageFile({ path, content: restore(result) }, owner) }
  }
  return {
    relocate(task) {
      const { file, index, digest } = task
      const read = readAgain(file, digest)
      if ('problem' in read) return { index, problem: read.problem }
      try {
        return relocate(task, read.bytes)
      } catch (error) {
        return { index, problem: unreadableFile(file.name, error) }
      }
    },
    used: run.used,
    spools,
    close() {
      spools.output.close()
      spools.entries.close()
    },
  }
}

/** What messages and the report say of a file. */
function recordOf(
  result: Result,
  share: Share,
  file: InputFile,
  { hasReport, isVerbose, label }: FleetSetup,
  spool: Spool,
): Pick<FleetAnswer, 'details' | 'entries'> {
  const details = isVerbose ? { details: detailsOf([result]) } : {}
  if (!hasReport) return details
  const counts = share.countsLeft ?? share.counts
  const entries: CountedEntries = { ...entriesOf(result, file.name, label), counts }
  return { ...details, entries: spool.add(Buffer.from(JSON.stringify(entries))) }
}
