import type { Problem } from '../problem.ts'
import { acceptProblems } from '../rules/accept.ts'
import { summarize } from '../summary.ts'

import { readArguments } from './arguments.ts'
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
import { openFiles } from './io/open-files.ts'
import { loadRun } from './load-run.ts'
import { writeAll } from './io/stream.ts'
import type { Input, Output } from './io/stream.ts'
import { unmetFlags } from './unmet-flags.ts'
import { wrongWords } from './wrong-words.ts'
import { readVariables } from './variables.ts'
import { version } from './version.ts'

/** Everything of the outside world that a run sees. */
export type Surroundings = {
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
 * result whole, at the end, or nothing; what there is to say goes to standard error.
 */
export async function run(surroundings: Surroundings): Promise<number> {
  const { argv, stdin, env, cwd, self } = surroundings
  if (argv[0] === workerWord && self !== undefined) return (await import('./io/fleet/worker.ts')).work()
  const names = commands.map(({ name }) => name)
  const given = readArguments(argv, flags, names)
  const variables = readVariables(env, flags, given.command)
  const asked = settingsOf(variables.layer, given.layer)
  if (asked.isOn('help'))
    return print((await import('./usage.ts')).usageText(commandOf(given.command)), surroundings)
  if (asked.isOn('version')) return print(`k8ssandra-relocate ${version}\n`, surroundings)

  const command = commandOf(given.command) ?? filter
  const misuse = [...wrongWords(command, given.paths, names, cwd), ...given.problems]
  const { config, settings, files, problems: unsound } = await loadRun(command, given, variables.layer, cwd)
  const { runLog, report } = await openFiles(settings, command, given.paths, cwd)
  const accepted = (problems: readonly Problem[]) => acceptProblems(problems, config.accept)
  const examined = accepted([...variables.problems, ...unsound, ...runLog.problems, ...report.problems])
  misuse.push(...unmetFlags(given.layer, settings, command.name))
  const said = command.examines === true ? [...misuse] : [...misuse, ...examined]
  const isLost = stdin.isTTY === true && given.paths.length === 0
  const idle =
    isIdle(command, config, settings) && !isLost ? nothingConfigured(command, files, settings) : undefined
  // The filter may find its configuration in what it reads: a KRM function has it there.
  if (exitCodeOf(said, config.strict) === 0 && idle !== undefined && command !== filter) said.push(idle)
  const aside: Problem[] = []
  const note = (problem: Problem): void => void aside.push(problem)
  const outcome =
    exitCodeOf(said, config.strict) === 0
      ? await execute(command, {
          ...surroundings,
          config,
          settings,
          paths: given.paths,
          said: examined,
          idle,
          note,
        })
      : noOutcome
  const { strict } = config
  const { results = [], counts = summarize([], outcome.problems), exitCode = 0 } = outcome
  const problems = [...said, ...accepted([...aside, ...outcome.problems])]
  const reported = await report.write({
    command: command.name,
    results,
    fleet: outcome.fleet,
    summary: counts,
    problems,
    strict,
    exitCode,
    checks: outcome.checks,
  })
  problems.push(...reported.problems)
  const notes = foundNotes(files, command)
  const code = await deliver({ ...outcome, problems, notes }, surroundings, { settings, runLog, strict })
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

async function execute(command: Command, invocation: Invocation): Promise<Outcome> {
  try {
    return await (await command.load()).execute(invocation)
  } catch (error) {
    return crashOf(error)
  }
}

/** `--help` and `--version` answer on standard output and do nothing else. */
async function print(
  text: string,
  { stdout, stderr }: Pick<Surroundings, 'stdout' | 'stderr'>,
): Promise<number> {
  const problems = await writeOutput(stdout, text)
  const said = problems.map(problem => `${formatProblem(problem, 'error', noColors)}\n`).join('')
  await writeAll(stderr, said).catch(() => undefined)
  return exitCodeOf(problems, false)
}
