import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Problem } from '../../../problem.ts'
import { printable } from '../../../reference/quote.ts'
import { openRun } from '../../../run.ts'
import { openTotals, type RunOutcome } from '../../../totals.ts'
import { unusedAcceptances } from '../../../rules/accept.ts'
import { summaryLine } from '../../../summary.ts'
import type { CountedEntries } from '../../../output/report/stream-entries.ts'
import type { Invocation, Outcome } from '../../commands.ts'
import { exitCodeOf } from '../../messages/exit-code.ts'
import { noOutcome } from '../../messages/outcome.ts'
import type { FoundFiles, InputFile } from '../input/input-file.ts'
import { openJoin } from '../join.ts'
import { noteSkipped } from '../input/read-files.ts'
import { commitFiles, destinationsFor, dropFiles } from './destinations.ts'
import { readFirst, type FirstPass } from './first-pass.ts'
import { startRelocators, type Relocators } from './relocators.ts'
import type { FleetAnswer, FleetTask } from './relocator.ts'
import { openSpool, piecesOf } from './spool.ts'
import { WorkerEnded } from './worker-pool.ts'

/** Where the output goes: below a directory, over the files, or to standard output. */
export type FleetTarget = { readonly directory: string } | 'in-place' | 'stdout'

/**
 * Relocates many files as one run that holds one of them at a time, all or none. Each is read twice: first for the facts it shares
 * the others, then to be relocated; output waits in temporary files until nothing can fail any more.
 */
export async function relocateFleet(
  found: FoundFiles,
  target: FleetTarget,
  invocation: Invocation,
  isStopped: () => Promise<boolean>,
): Promise<Outcome> {
  noteSkipped(found.skipped ?? [], invocation.note)
  const firstPass = await readFirst(found, openRun(invocation.config), isStopped)
  if (firstPass.problems.length > 0) return { ...noOutcome, problems: firstPass.problems }
  const scratch = mkdtempSync(join(tmpdir(), 'k8ssandra-relocate-'))
  const close = (): void => rmSync(scratch, { recursive: true, force: true })
  try {
    const relocators = startRelocators(setupOf(firstPass, invocation), scratch, invocation)
    const release = (): void => {
      relocators.close()
      close()
    }
    try {
      return { ...(await run(firstPass, target, relocators, scratch, invocation, isStopped)), release }
    } catch (error) {
      release()
      throw error
    }
  } catch (error) {
    close()
    throw error
  }
}

function setupOf({ collected }: FirstPass, { config, settings }: Invocation) {
  return {
    config,
    collected,
    hasReport: settings.list('report').length > 0,
    label: settings.text('team-label') ?? 'team',
    isVerbose: settings.isOn('verbose'),
    owner: process.pid,
  }
}

async function run(
  { files, digests }: FirstPass,
  target: FleetTarget,
  relocators: Relocators,
  scratch: string,
  invocation: Invocation,
  isStopped: () => Promise<boolean>,
): Promise<Outcome> {
  const { config } = invocation
  const destinations = destinationsFor(files, target, invocation)
  const totals = openTotals(openRun(config), config, files.length)
  const answers: FleetAnswer[] = []
  const taskOf = (file: InputFile, index: number): FleetTask => {
    return { index, file, digest: digests[index] ?? '', to: destinations.to(index) }
  }
  let stopped = false
  const take = async (answer: FleetAnswer): Promise<boolean> => {
    const { share, ...rest } = answer
    answers[answer.index] = rest
    if (share !== undefined) totals.add(share, answer.index)
    if (answer.index % 16 === 0) stopped ||= await isStopped()
    return !stopped
  }
  const tasks = destinations.problems.length > 0 ? [] : files.map(taskOf)
  const lost = await relocators.run(tasks, take).then(() => [], lostWorker)
  for (const used of relocators.used()) totals.addUsed(used)
  const outcome = totals.close()
  const failed = [...destinations.problems, ...answers.flatMap(({ problem }) => problem ?? [])]
  const interrupted = [...(stopped ? [stoppedRun] : []), ...lost]
  const found = [...outcome.problems, ...failed, ...interrupted]
  const problems = [...found, ...unusedAcceptances([...invocation.setupProblems, ...found], config.accept)]
  const staged = answers.flatMap(({ staged: file, index }) => (file === undefined ? [] : { ...file, index }))
  const unwritten =
    exitCodeOf(problems, config.strict) === 0
      ? commitFiles(staged, files, invocation.note)
      : dropFiles(staged, destinations.made, interrupted.length > 0 ? destinations.directories() : [])
  return {
    output: target === 'stdout' && unwritten.length === 0 ? joined(answers, relocators, scratch) : '',
    problems: [...problems, ...unwritten],
    details: answers.flatMap(({ details = [] }) => details),
    fleet: entriesOf(answers, outcome, relocators),
    counts: outcome.summary,
    summary: summaryLine(outcome.summary),
  }
}

const stoppedRun: Problem = {
  code: 'FILE_UNREADABLE',
  message: 'no file was changed, writing failed: stopped by a signal',
  remedy: 'run again',
}

/** The problem of a run of which a process has ended. */
function lostWorker(error: unknown): readonly Problem[] {
  if (!(error instanceof WorkerEnded)) throw error
  return [
    {
      code: 'FILE_UNREADABLE',
      message: `no file was changed: ${printable(error.message)}`,
      remedy: 'run again; where memory is short, with fewer processes: --jobs 1',
    },
  ]
}

/** The outputs as one stream, in pieces; they are joined in a file, as they may be more than fits into memory. */
function joined(
  answers: readonly FleetAnswer[],
  relocators: Relocators,
  scratch: string,
): Iterable<Uint8Array> {
  const whole = openSpool(join(scratch, 'joined'))
  const next = openJoin()
  for (const { index, output } of answers)
    if (output !== undefined) whole.add(Buffer.from(next(relocators.output(index, output).toString('utf8'))))
  return piecesOf(whole)
}

function entriesOf(
  answers: readonly FleetAnswer[],
  { byStream }: RunOutcome,
  relocators: Relocators,
): NonNullable<Outcome['fleet']> {
  const answered = answers.filter(({ entries }) => entries !== undefined)
  return {
    count: answered.length,
    entries(at) {
      const { index = 0, entries } = answered[at] ?? {}
      if (entries === undefined) throw new RangeError('no such release')
      return JSON.parse(relocators.entries(index, entries).toString('utf8')) as CountedEntries
    },
    problems: at => byStream[answered[at]?.index ?? -1] ?? [],
  }
}
