import type { Config } from '../config/config.ts'
import { mergeConfigs } from '../config/merge.ts'
import type { Problem } from '../problem.ts'

import type { Arguments } from './arguments.ts'
import type { Command } from './commands.ts'
import { withoutTargets } from './configured.ts'
import { configOf, flagSourceOf, settingsOf, type FlagSource, type Settings } from './flag-source.ts'
import { isChart } from './io/chart.ts'
import { loadLists } from './io/settings/load-lists.ts'
import {
  findConfig,
  loadConfigs,
  loadMappings,
  loadValues,
  noConfig,
  type LoadedConfigs,
} from './io/settings/load.ts'

/** What a command is to do, from its flags, the variables and all files that they name. */
export type LoadedRun = {
  readonly config: Config
  readonly settings: Settings
  readonly files: LoadedConfigs
  /** Those of the files. */
  readonly problems: readonly Problem[]
}

/** Reads the configuration, values files, mappings and lists of a run: flags count before variables, those before files. */
export async function loadRun(
  command: Command,
  given: Arguments,
  variables: FlagSource,
  cwd: string,
): Promise<LoadedRun> {
  const files = await configsFor(command, settingsOf(variables, given.layer), cwd)
  // A file that was only found makes a command that verifies stricter, and nothing else.
  const isTrusted = !files.isFound || command.verifies !== true
  const layers = (isTrusted ? files.settings : []).map(flagSourceOf)
  const below = [...layers, variables]
  const settings = settingsOf(...(command.writesLock === true ? below.map(withoutLock) : below), given.layer)
  // With a chart to render, values files are Helm's.
  const isHelms = command.rendersCharts === true && given.paths.some(path => isChart(path, cwd))
  const values = await loadValues(isHelms ? [] : settings.list('values'), cwd)
  const mappings = await loadMappings(settings.list('mapping'), cwd)
  const { components } = values
  const counting = isTrusted ? files.configs : files.configs.map(withoutTargets)
  const isWritten = command.writesLock === true && given.layer.has('lock')
  const lock = isWritten ? undefined : settingsOf(...below, given.layer).text('lock')
  const lists = await loadLists(settings, lock, cwd)
  const config = mergeConfigs(...mappings.configs, ...counting, configOf(variables), configOf(given.layer), {
    components,
    ...lists.config,
  })
  const problems = [...files.problems, ...values.problems, ...mappings.problems, ...lists.problems]
  return { config, settings, files, problems }
}

/** The settings without a lock: where a file or a variable names one, it is for reading. */
function withoutLock(layer: FlagSource): FlagSource {
  return new Map([...layer].filter(([flag]) => flag !== 'lock'))
}

/** The configuration files named, or the one that is found. A command that has no use for one looks for none. */
async function configsFor(command: Command, settings: Settings, cwd: string): Promise<LoadedConfigs> {
  const named = settings.list('config')
  if (command.isPlain === true) return noConfig
  return named.length > 0 || settings.isOn('no-config') ? loadConfigs(named, cwd) : findConfig(cwd)
}
