import type { Problem } from '../problem.ts'
import { acceptProblems } from '../rules/accept.ts'
import { mergeConfigs } from '../config/merge.ts'
import { summarize } from '../summary.ts'

import { readArguments } from './arguments.ts'
import { commands, filter } from './commands.ts'
import type { Command, Invocation, Outcome } from './commands.ts'
import { foundText, isIdle, nothingConfigured, withoutTargets } from './configured.ts'
import { crashOf, deliver, noOutcome } from './messages/outcome.ts'
import { exitCodeOf } from './messages/exit-code.ts'
import { flags, reportingCommands } from './flags.ts'
import { openLog } from './messages/log.ts'
import { configOf, settingsOf } from './flag-source.ts'
import type { Settings } from './flag-source.ts'
import { findConfig, loadConfigs, loadMappings, loadValues, type LoadedConfigs } from './io/load.ts'
import type { ReportFile } from './io/report-file.ts'
import { writeAll } from './io/stream.ts'
import type { Input, Output } from './io/stream.ts'
import { readVariables } from './variables.ts'
import { version } from './version.ts'

/** Everything of the outside world that a run sees. */
export type Surroundings = {
  /** The arguments behind the program's name. */
  readonly argv: readonly string[]
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** The working directory, absolute. */
  readonly cwd: string
}

/**
 * Runs the program and resolves to its exit code, after all that it wrote has been taken. Standard output gets the
 * result whole, at the end, or nothing; what there is to say goes to standard error.
 */
export async function run(surroundings: Surroundings): Promise<number> {
  const { argv, stdin, env, cwd } = surroundings
  const names = commands.map(({ name }) => name)
  const given = readArguments(argv, flags, names)
  const variables = readVariables(env, flags)
  const settings = settingsOf(variables.layer, given.layer)
  if (settings.isOn('help')) return print(surroundings, (await import('./usage.ts')).usageText())
  if (settings.isOn('version')) return print(surroundings, `k8ssandra-relocate ${version}\n`)

  const command = commands.find(({ name }) => name === given.command) ?? filter
  const loaded = await configsFor(command, settings, cwd)
  const values = await loadValues(settings.list('values'), cwd)
  const mappings = await loadMappings(settings.list('mapping'), cwd)
  const { components } = values
  const counting =
    loaded.isFound && command.judges === true ? loaded.configs.map(withoutTargets) : loaded.configs
  const config = mergeConfigs(
    ...mappings.configs,
    ...counting,
    configOf(variables.layer),
    configOf(given.layer),
    {
      components,
    },
  )
  const journal = openLog(settings.text('log-file'), cwd)
  const report = await reportOf(settings, command, given.paths, cwd)
  const accepted = (problems: readonly Problem[]) => acceptProblems(problems, config.accept)
  const examined = accepted([
    ...variables.problems,
    ...loaded.problems,
    ...values.problems,
    ...mappings.problems,
    ...journal.problems,
    ...report.problems,
  ])
  const said = command.examines === true ? [...given.problems] : [...given.problems, ...examined]
  const isLost = stdin.isTTY === true && given.paths.length === 0
  const idle = isIdle(command, config, settings) && !isLost ? nothingConfigured(loaded) : undefined
  // The filter may find its configuration in what it reads: a KRM function has it there.
  if (exitCodeOf(said, config.strict) === 0 && idle !== undefined && command !== filter) said.push(idle)
  const outcome =
    exitCodeOf(said, config.strict) === 0
      ? await execute(command, {
          ...surroundings,
          config,
          settings,
          paths: given.paths,
          said: examined,
          idle,
        })
      : noOutcome
  const { strict } = config
  const { results = [], counts = summarize([], outcome.problems), exitCode = 0 } = outcome
  const problems = [...said, ...accepted(outcome.problems)]
  problems.push(
    ...(await report.write({ command: command.name, results, summary: counts, problems, strict, exitCode })),
  )
  const notes = loaded.isFound ? [foundText(loaded, command)] : []
  return deliver({ ...outcome, problems, notes }, surroundings, { settings, journal, strict })
}

/** The configuration files named, or the one that is found. A command that has no use for one looks for none. */
async function configsFor(command: Command, settings: Settings, cwd: string): Promise<LoadedConfigs> {
  const named = settings.list('config')
  if (command.isPlain === true) return { configs: [], problems: [], isFound: false }
  return named.length > 0 || settings.isOn('no-config') ? loadConfigs(named, cwd) : findConfig(cwd)
}

/** The report of the run, if one is wanted and the command leaves one. */
async function reportOf(
  settings: Settings,
  command: Command,
  paths: readonly string[],
  cwd: string,
): Promise<ReportFile> {
  const name = settings.text('report')
  if (name === undefined || !reportingCommands.includes(command.name)) {
    return { problems: [], write: () => Promise.resolve([]) }
  }
  return (await import('./io/report-file.ts')).openReport(name, paths, cwd)
}

async function execute(command: Command, invocation: Invocation): Promise<Outcome> {
  try {
    return await (await command.load()).execute(invocation)
  } catch (error) {
    return crashOf(error)
  }
}

/** `--help` and `--version` answer on standard output and do nothing else. */
async function print({ stdout }: Surroundings, text: string): Promise<number> {
  await writeAll(stdout, text)
  return 0
}
