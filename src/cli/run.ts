import type { Problem } from '../problem.ts'
import { acceptProblems } from '../rules/accept.ts'
import { summarize } from '../summary.ts'

import { readArguments, type Arguments } from './arguments.ts'
import { commands, filter } from './commands.ts'
import type { Command, Invocation, Outcome } from './commands.ts'
import { foundNotes, isIdle, nothingConfigured } from './configured.ts'
import { noColors } from './messages/color.ts'
import { formatProblem } from './messages/message.ts'
import { crashOf, deliver, noOutcome, writeOutput } from './messages/outcome.ts'
import { exitCodeOf } from './messages/exit-code.ts'
import { flags } from './flags.ts'
import { settingsOf } from './flag-source.ts'
import type { Settings } from './flag-source.ts'
import { workerWord } from './io/fleet/worker-word.ts'
import { openFiles, type OpenedFiles } from './io/open-files.ts'
import { loadRun, type LoadedRun } from './load-run.ts'
import { writeAll } from './io/stream.ts'
import type { Input, Output } from './io/stream.ts'
import { unmetFlags } from './unmet-flags.ts'
import { wrongWords } from './wrong-words.ts'
import { readVariables } from './variables.ts'
import { version } from './version.ts'

const commandNames = commands.map(({ name }) => name)

/** Everything of the outside world that a run sees. */
type Surroundings = {
  /** The arguments after the program's name. */
  readonly argv: readonly string[]
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** The working directory, absolute. */
  readonly cwd: string
  /** The command that starts this program again; without it, everything is done in this process. */
  readonly self?: readonly string[]
}

/**
 * Runs the program and resolves to its exit code, after all that it wrote has been taken. Standard output gets the
 * result whole, at the end, or nothing; messages go to standard error.
 */
export async function run(surroundings: Surroundings): Promise<number> {
  const { argv, env, self } = surroundings
  if (argv[0] === workerWord && self !== undefined) return (await import('./io/fleet/worker.ts')).work()
  const given = readArguments(argv, flags, commandNames)
  const variables = readVariables(env, flags, given.command)
  const asked = settingsOf(variables.layer, given.layer)
  const command = commandOf(given.command)
  if (asked.isOn('help')) return print((await import('./usage.ts')).usageText(command), surroundings)
  if (asked.isOn('version')) return print(`k8ssandra-relocate ${version}\n`, surroundings)
  return runCommand(command ?? filter, given, variables, surroundings)
}

/** Loads what a command works with, executes it unless that has a fault, and delivers its outcome. */
async function runCommand(
  command: Command,
  given: Arguments,
  variables: ReturnType<typeof readVariables>,
  surroundings: Surroundings,
): Promise<number> {
  const { stdin, cwd } = surroundings
  const { paths } = given
  const misuse = [...wrongWords(command, paths, commandNames, cwd), ...given.problems]
  const loaded = await loadRun(command, given, variables.layer, cwd)
  const { config, settings, files } = loaded
  const { accept, strict } = config
  const opened = await openFiles(settings, command, paths, cwd)
  const { runLog, report } = opened
  misuse.push(...unmetFlags(given.layer, settings, command.name))
  const faults = [...variables.problems, ...loaded.problems, ...runLog.problems, ...report.problems]
  const setupProblems = acceptProblems(faults, accept)
  const problems = command.examines === true ? misuse : [...misuse, ...setupProblems]
  const isLost = stdin.isTTY === true && paths.length === 0
  const isIdleRun = isIdle(command, config, settings) && !isLost
  const idle = isIdleRun ? nothingConfigured(command, files, settings) : undefined
  // The filter may find its configuration in what it reads: a KRM function has it there.
  if (exitCodeOf(problems, strict) === 0 && idle !== undefined && command !== filter) problems.push(idle)
  const noted: Problem[] = []
  const note = (problem: Problem): void => void noted.push(problem)
  const invocation = { ...surroundings, config, settings, paths, setupProblems, idle, note }
  const outcome = exitCodeOf(problems, strict) === 0 ? await execute(command, invocation) : noOutcome
  problems.push(...acceptProblems([...noted, ...outcome.problems], accept))
  return conclude(command, outcome, problems, loaded, opened, surroundings)
}

async function execute(command: Command, invocation: Invocation): Promise<Outcome> {
  try {
    return await (await command.load()).execute(invocation)
  } catch (error) {
    return crashOf(error)
  }
}

/** Writes the reports, the output and the messages of a command that is done. */
async function conclude(
  command: Command,
  outcome: Outcome,
  problems: readonly Problem[],
  { config: { strict }, settings, files }: LoadedRun,
  { runLog, report }: OpenedFiles,
  surroundings: Surroundings,
): Promise<number> {
  const { results = [], fleet, counts = summarize([], outcome.problems), exitCode = 0, checks } = outcome
  const run = { command: command.name, results, fleet, summary: counts, problems, strict, exitCode, checks }
  const reported = await report.write(run)
  const delivered = {
    ...outcome,
    problems: [...problems, ...reported.problems],
    notes: foundNotes(files, command),
  }
  const code = await deliver(delivered, surroundings, { settings, runLog, strict })
  outcome.release?.()
  return (await show(reported.shown, command, settings, surroundings)) || code
}

/** The command of that name; none for the filter, and for a word that is not a command. */
function commandOf(name: string | undefined): Command | undefined {
  return commands.find(command => command.name === name)
}

/** A report that is shown: on standard output, or where that carries manifests, on standard error. */
function show(text: string, command: Command, settings: Settings, streams: Surroundings): Promise<number> {
  const { stdout, stderr } = streams
  const isFree = command !== filter || settings.isOn('in-place') || settings.text('output-dir') !== undefined
  return print(text, { stdout: isFree ? stdout : stderr, stderr })
}

/** `--help` and `--version` answer on standard output and do nothing else. */
async function print(
  text: string,
  { stdout, stderr }: Pick<Surroundings, 'stdout' | 'stderr'>,
): Promise<number> {
  const problems = await writeOutput(stdout, text)
  const lines = problems.map(problem => `${formatProblem(problem, 'error', noColors)}\n`)
  await writeAll(stderr, lines.join('')).catch(() => undefined)
  return exitCodeOf(problems, false)
}
