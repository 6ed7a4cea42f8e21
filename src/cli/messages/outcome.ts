import { severityOf, type Problem } from '../../problem.ts'
import type { Outcome } from '../commands.ts'
import { exitCodeOf } from './exit-code.ts'
import { helmCaller } from './helm-plugin.ts'
import { colorsFor, noColors } from './color.ts'
import { formatLogEntry, isError } from './log-entry.ts'
import type { RunLog } from './log.ts'
import type { LogEntry } from './log-entry.ts'
import type { Settings } from '../flag-source.ts'
import { printable } from '../../reference/quote.ts'
import { writeAll } from '../io/stream.ts'
import type { Output } from '../io/stream.ts'
import type { Content } from '../io/content.ts'
import { hasCode, pathOf, reasonOf } from '../io/system-error.ts'
import { remarksOf, endingOf } from './remarks.ts'

/** Nothing done, nothing to say. */
export const noOutcome: Outcome = { output: '', problems: [], details: [] }

/** The outcome of wrong use: nothing is done. */
export function misused(message: string, remedy: string): Outcome {
  return { ...noOutcome, problems: [{ code: 'USAGE_INVALID', message, remedy }] }
}

/** The outcome of an error that no command expected: of the system's files, as in a full TMPDIR, or of the program. The stack is for `--verbose`. */
export function crashOf(error: unknown): Outcome {
  const stack = error instanceof Error ? (error.stack ?? '').split('\n') : []
  const problem = refusedFile(error) ?? {
    code: 'PROGRAM_FAULT',
    message: `unexpected: ${reasonOf(error)}`,
    remedy: 'this is a fault of the program; report it with the input, and with what --verbose says',
  }
  return { output: '', problems: [problem], details: stack }
}

const fileErrors = [
  'EACCES',
  'EDQUOT',
  'EFBIG',
  'EIO',
  'ELOOP',
  'EMFILE',
  'ENAMETOOLONG',
  'ENFILE',
  'ENOENT',
  'ENOSPC',
  'ENOTDIR',
  'EPERM',
  'EROFS',
]

function refusedFile(error: unknown): Problem | undefined {
  if (!fileErrors.some(code => hasCode(error, code))) return undefined
  const path = pathOf(error)
  return {
    code: 'FILE_UNREADABLE',
    message: `${path === undefined ? 'a file' : printable(path)} cannot be read or written: ${reasonOf(error)}`,
    remedy: 'check permissions and free space, also in the directory for temporary files (TMPDIR)',
  }
}

type Streams = {
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
}

type DeliveryOptions = { readonly settings: Settings; readonly runLog: RunLog; readonly strict: boolean }

/**
 * Brings an outcome to its readers and gives the exit code: the log file first, then standard output if nothing failed,
 * then standard error. A failure on the way is one more problem, and the exit code says so. Where Helm keeps standard error
 * to itself, there is a log file in any case; errors, and that there were warnings, find another way to the person.
 */
export async function deliver(outcome: Outcome, streams: Streams, options: DeliveryOptions): Promise<number> {
  const { settings, strict } = options
  const caller = streams.stderr.isTTY === true ? undefined : helmCaller(streams.env)
  const runLog = caller !== undefined ? await logFor(options, streams.env) : options.runLog
  const isVerbose = settings.isOn('verbose')
  const remarks = remarksOf(outcome, isVerbose, strict)
  let failures = runLog.append(remarks)
  if (outcome.isOutputOnFailure === true || exitCodeOf([...outcome.problems, ...failures], strict) === 0) {
    failures = await writeOutput(streams.stdout, outcome.output)
    runLog.append(failures.map(problem => ({ kind: 'problem', problem, strict })))
  }

  const problems = [...outcome.problems, ...failures]
  const all = failures.length === 0 ? remarks : remarksOf({ ...outcome, problems }, isVerbose, strict)
  const shown = settings.isOn('quiet') ? all.filter(isError) : all
  const palette = colorsFor(settings.text('color'), streams.stderr.isTTY === true, streams.env)
  const text = (outcome.hint ?? '') + shown.map(remark => formatLogEntry(remark, palette)).join('')
  await writeAll(streams.stderr, text).catch(() => undefined)
  const exitCode = exitCodeOf(problems, strict) || (outcome.exitCode ?? 0)
  if (caller === 'plugin' && exitCode !== 0) await reportErrors(all, options, streams.env)
  const isWarned = problems.some(problem => severityOf(problem) === 'warning')
  if (caller !== undefined && exitCode === 0 && isWarned && !settings.isOn('quiet'))
    await tell(outcome, problems, options, streams.env)
  return exitCode
}

/** The log file named, else the log of the last run. */
async function logFor({ settings, runLog }: DeliveryOptions, env: Streams['env']): Promise<RunLog> {
  if (settings.text('log-file') !== undefined) return runLog
  const { lastRunFile, openLastRunLog } = await import('./last-run.ts')
  return openLastRunLog(lastRunFile(env))
}

/** One line at the terminal behind Helm, which drops the messages of a successful run. */
async function tell(
  outcome: Outcome,
  problems: Outcome['problems'],
  { settings, strict }: DeliveryOptions,
  env: Streams['env'],
): Promise<void> {
  const { tellTerminal } = await import('./stderr-fallback.ts')
  const { lastRunFile } = await import('./last-run.ts')
  const log = printable(settings.text('log-file') ?? lastRunFile(env))
  tellTerminal(`k8ssandra-relocate: ${endingOf({ ...outcome, problems }, strict) ?? 'done'}; log: ${log}`)
}

async function reportErrors(
  remarks: readonly LogEntry[],
  { settings }: DeliveryOptions,
  env: Streams['env'],
): Promise<void> {
  const [{ reportWithoutStderr: printErrors }, { lastRunFile }] = await Promise.all([
    import('./stderr-fallback.ts'),
    import('./last-run.ts'),
  ])
  const errors = remarks.filter(isError).map(remark => formatLogEntry(remark, noColors).trimEnd())
  printErrors(errors, printable(settings.text('log-file') ?? lastRunFile(env)))
}

/** Writes to standard output; a problem where that cannot be done. */
export async function writeOutput(stdout: Output, output: Content): Promise<Outcome['problems']> {
  try {
    await writeAll(stdout, output)
    return []
  } catch (error) {
    const message = `standard output cannot be written: ${reasonOf(error)}`
    const remedy = 'check the space on the disk and where the output goes'
    return [{ code: 'FILE_UNREADABLE', message, remedy }]
  }
}
