import { lstatSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import type { ComponentSetting } from '../../../config/component-setting.ts'
import type { PartialConfig } from '../../../config/config.ts'
import type { FileSettings } from '../../../config/config-file.ts'
import type { Problem } from '../../../problem.ts'

import { readSettingsFile } from './settings-file.ts'

/** Taken from the working directory when no configuration file is named. */
export const defaultConfigFile = 'k8ssandra-relocate.yaml'

/** What configuration files say. */
export type LoadedConfigs = {
  readonly configs: readonly PartialConfig[]
  /** What they say about the run, in the order of the files; values files by their absolute path. */
  readonly settings: readonly FileSettings[]
  readonly problems: readonly Problem[]
  /** Whether the one file was not named, but found in the working directory. */
  readonly isFound: boolean
}

/** Where no configuration file counts. */
export const noConfig: LoadedConfigs = { configs: [], settings: [], problems: [], isFound: false }

/** Reads the configuration files named, each a regular file. All problems of all files. */
export async function loadConfigs(names: readonly string[], cwd: string): Promise<LoadedConfigs> {
  const configs: PartialConfig[] = []
  const settings: FileSettings[] = []
  const problems: Problem[] = []
  for (const name of names) {
    const file = readText(name, cwd, 'configuration')
    if ('problem' in file) {
      problems.push(file.problem)
      continue
    }
    const { parseConfig } = await import('../../../config/parse.ts')
    const parsed = parseConfig(file.text, name)
    const folder = dirname(resolve(cwd, name))
    const { values = [], mapping = [], crds = [], known = [], lock, caFile } = parsed.settings
    const absolute = (paths: readonly string[]) => paths.map(path => resolve(folder, path))
    configs.push(parsed.config)
    settings.push({
      ...parsed.settings,
      values: absolute(values),
      mapping: absolute(mapping),
      crds: absolute(crds),
      known: absolute(known),
      ...(lock === undefined ? {} : { lock: resolve(folder, lock) }),
      ...(caFile === undefined ? {} : { caFile: resolve(folder, caFile) }),
    })
    problems.push(...parsed.problems)
  }
  return { configs, settings, problems, isFound: false }
}

/** Reads the configuration file of the working directory, if there is one: a regular file of that directory, no link. */
export async function findConfig(cwd: string): Promise<LoadedConfigs> {
  const stat = lstatSync(resolve(cwd, defaultConfigFile), { throwIfNoEntry: false })
  if (stat === undefined) return noConfig
  if (!stat.isSymbolicLink()) {
    const loaded = await loadConfigs([defaultConfigFile], cwd)
    return { ...loaded, problems: [...loaded.problems, ...loaded.settings.flatMap(reserved)], isFound: true }
  }
  const problem: Problem = {
    code: 'CONFIG_UNREADABLE',
    message: 'the configuration found in the working directory is a link',
    remedy: 'name the file it leads to with --config, or give --no-config',
    place: { file: defaultConfigFile },
  }
  return { ...noConfig, problems: [problem], isFound: true }
}

/** A configuration that was only found must not decide which files are written, nor who gets credentials. */
function reserved({ report, logFile, caFile, insecureRegistries }: FileSettings): readonly Problem[] {
  const named = { report, logFile, caFile, insecureRegistries }
  return Object.entries(named).flatMap(([path, value]) =>
    value === undefined
      ? []
      : {
          code: 'CONFIG_INVALID',
          message: `${path} only applies in a configuration named with --config`,
          remedy: `give --config=${defaultConfigFile}, or remove it`,
          place: { file: defaultConfigFile, path },
        },
  )
}

/** Reads the mapping files of other tools, each a regular file. All problems of all files. */
export async function loadMappings(
  names: readonly string[],
  cwd: string,
): Promise<Pick<LoadedConfigs, 'configs' | 'problems'>> {
  if (names.length === 0) return { configs: [], problems: [] }
  const { parseMapping } = await import('../../../config/mapping/formats.ts')
  const read = names.map(name => {
    const file = readText(name, cwd, 'mapping')
    return 'text' in file ? parseMapping(file.text, name) : { config: {}, problems: [file.problem] }
  })
  return { configs: read.map(({ config }) => config), problems: read.flatMap(({ problems }) => problems) }
}

type LoadedDefinitions = {
  readonly definitions: readonly string[]
  readonly problems: readonly Problem[]
}

/** Reads the files named, each a regular file with a CustomResourceDefinition in it. All problems of all files. */
export function loadDefinitions(names: readonly string[], cwd: string): LoadedDefinitions {
  const read = names.map(name => {
    const file = readText(name, cwd, 'definitions')
    if ('problem' in file) return { problem: file.problem }
    if (file.text.includes('CustomResourceDefinition')) return { text: file.text }
    const problem: Problem = {
      code: 'CONFIG_INVALID',
      message: 'no CustomResourceDefinition is in this file',
      remedy: 'name the file that defines the custom resources, as in helm show crds CHART > crds.yaml',
      place: { file: name },
    }
    return { problem }
  })
  return {
    definitions: read.flatMap(({ text }) => text ?? []),
    problems: read.flatMap(({ problem }) => problem ?? []),
  }
}

type LoadedValues = {
  readonly components: readonly ComponentSetting[]
  readonly problems: readonly Problem[]
}

/** Reads the values files named, each a regular file, later ones winning key by key. All problems of all files. */
export async function loadValues(names: readonly string[], cwd: string): Promise<LoadedValues> {
  if (names.length === 0) return { components: [], problems: [] }
  const unread: Problem[] = []
  const files = names.flatMap(name => {
    const file = readText(name, cwd, 'values')
    if ('text' in file) return { name, text: file.text }
    unread.push(file.problem)
    return []
  })
  const { parseValues } = await import('../../../config/values/parse-values.ts')
  const { components, problems } = parseValues(files)
  return { components, problems: [...unread, ...problems] }
}

function readText(name: string, cwd: string, what: string): ReturnType<typeof readSettingsFile> {
  return readSettingsFile(resolve(cwd, name), name, what)
}
