/** What the configuration of a KRM function says: a RelocationConfig, or a ConfigMap with names of flags as keys of its data. */
import type { PartialConfig } from '../../../config/config.ts'
import type { FileSettings } from '../../../config/config-file.ts'
import { parseConfig } from '../../../config/parse.ts'
import { configTextOf, type ResourceList } from '../../../output/krm/resource-list.ts'
import type { Problem } from '../../../problem.ts'
import { quote } from '../../../reference/quote.ts'
import type { Field } from '../../../yaml/field.ts'
import { positionsOf } from '../../../yaml/position.ts'
import { configOf, flagSourceOf, settingsOf, type Settings } from '../../flag-source.ts'
import { flags, variableOf, type FlagName } from '../../flags.ts'
import { loadMappings, loadValues } from '../../io/settings/load.ts'
import { loadLists } from '../../io/settings/load-lists.ts'
import { readVariables } from '../../variables.ts'

type Given = { readonly configs: readonly PartialConfig[]; readonly problems: readonly Problem[] }

/**
 * The configuration, with what the files say that it names, relative to the working directory: for kustomize, the folder of the
 * kustomization. What has no effect on a function is a problem.
 */
export async function readFunctionConfig(list: ResourceList, cwd: string): Promise<Given> {
  const { functionConfig } = list
  if (functionConfig === undefined || functionConfig.isNull) return { configs: [], problems: [] }
  const isConfigMap = functionConfig.get('kind')?.text === 'ConfigMap'
  const { config, settings, problems } = isConfigMap
    ? ofData(list, functionConfig)
    : ofConfig(list, functionConfig)
  if (problems.length > 0) return { configs: [config], problems }
  const values = await loadValues(settings.list('values'), cwd)
  const mappings = await loadMappings(settings.list('mapping'), cwd)
  const lists = await loadLists(settings, settings.text('lock'), cwd)
  return {
    configs: [
      ...mappings.configs,
      config,
      lists.config,
      ...(values.components.length === 0 ? [] : [{ components: values.components }]),
    ],
    problems: [...values.problems, ...mappings.problems, ...lists.problems],
  }
}

type Read = {
  readonly config: PartialConfig
  readonly settings: Settings
  readonly problems: readonly Problem[]
}

/** Settings of a run at the command line. Those of other commands have no effect in any run of the filter. */
const ofTheRun: readonly (keyof FileSettings)[] = ['report', 'logFile', 'quiet', 'verbose', 'color']

function ofConfig(list: ResourceList, functionConfig: Field): Read {
  const { config, settings, problems } = parseConfig(configTextOf(list))
  const { line: first } = positionsOf(list.source)(functionConfig.node.start)
  const shifted = problems.map(problem => ({
    ...problem,
    place: {
      ...problem.place,
      line: (problem.place?.line ?? 1) + first - 1,
      path: ['functionConfig', problem.place?.path].filter(part => part !== undefined).join('/'),
    },
  }))
  const misplaced = ofTheRun
    .filter(key => settings[key] !== undefined)
    .map(key => fault(list, functionConfig.get(key), `${key} has no effect on a function`, 'remove it'))
  return { config, settings: settingsOf(flagSourceOf(settings)), problems: [...shifted, ...misplaced] }
}

/** The flags that a function has. */
const functionFlags: ReadonlySet<FlagName> = new Set<FlagName>([
  'registry',
  'layout',
  'unmapped',
  'digests',
  'strict',
  'mirror',
  'image',
  'exclude',
  'pull-secret',
  'operator',
  'accept',
  'values',
  'mapping',
  'crds',
  'known',
  'lock',
])

/** The data of a ConfigMap: flags by name, lists separated by commas, as the variables of the environment have them. */
function ofData(list: ResourceList, functionConfig: Field): Read {
  const env: Record<string, string> = {}
  const problems: Problem[] = []
  const data = functionConfig.get('data')
  const binary = functionConfig.get('binaryData')
  if (binary !== undefined)
    problems.push(fault(list, binary, 'binaryData is not read', 'write names of flags below data'))
  if (data !== undefined && data.mapping === undefined && !data.isNull)
    problems.push(fault(list, data, 'data is not a mapping', 'write names of flags below data'))
  for (const [key, value] of data?.entries ?? []) {
    const flag = flags.find(({ name }) => name === key && functionFlags.has(name))
    const variable = flag === undefined ? undefined : variableOf(flag)
    const { text } = value
    if (flag === undefined || variable === undefined || text === undefined) {
      const message = `data has the key ${quote(key)}, which is not a flag with a value that a function has`
      problems.push(fault(list, value, message, `use ${[...functionFlags].join(', ')}`))
      continue
    }
    const { problems: faults } = readVariables({ [variable]: text }, [flag])
    problems.push(
      ...faults.map(({ message, remedy = '' }) => fault(list, value, message.replace(variable, key), remedy)),
    )
    env[variable] = text
  }
  const { layer } = readVariables(env, flags)
  return { config: configOf(layer), settings: settingsOf(layer), problems }
}

function fault({ source }: ResourceList, at: Field | undefined, message: string, remedy: string): Problem {
  const { line, column } = positionsOf(source)(at?.start ?? 0)
  return {
    code: 'CONFIG_INVALID',
    message,
    remedy,
    place: { line, column, path: at?.path ?? 'functionConfig' },
  }
}
