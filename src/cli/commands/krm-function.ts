import { mergeConfigs } from '../../config/merge.ts'
import { parseConfig } from '../../config/parse.ts'
import { asksForNothing, type PartialConfig } from '../../config/config.ts'
import { applyEdits } from '../../edit/edit.ts'
import { configTextOf, type ResourceList } from '../../output/krm/resource-list.ts'
import { resultsEdit } from '../../output/krm/results.ts'
import type { Problem } from '../../problem.ts'
import { relocate } from '../../relocate.ts'
import { acceptProblems } from '../../rules/accept.ts'
import type { Field } from '../../yaml/field.ts'
import { positionsOf } from '../../yaml/position.ts'
import type { Invocation, Outcome } from '../commands.ts'
import { configOf } from '../flag-source.ts'
import { flags, variableOf } from '../flags.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { summaryLine } from '../../summary.ts'
import { readVariables } from '../variables.ts'

/**
 * The job of the filter as a KRM function, for kustomize and kpt: a ResourceList in, the same list with its objects
 * relocated and `results` out. `functionConfig` is a RelocationConfig, or a ConfigMap whose `data` has the names of flags
 * as keys; it counts on top of flags and files. As the specification wants it, a run that is refused prints its list with
 * the objects as they were and the results that say why, and ends with another exit code than 0.
 */
export function executeFunction(list: ResourceList, { config, said, idle }: Invocation): Outcome {
  const given = functionConfigOf(list)
  const merged = mergeConfigs(config, given.config)
  const empty = given.problems.length === 0 && asksForNothing(merged) ? withFunctionConfig(idle) : []
  const misuse = acceptProblems([...given.problems, ...empty], merged.accept)
  const run = exitCodeOf(misuse, merged.strict) === 0 ? relocate(list.objects, merged) : undefined
  const problems = [...misuse, ...(run?.problems ?? [])]
  const exitCode = exitCodeOf([...said, ...problems], merged.strict)
  const results = resultsEdit(list, exitCode === 0 ? (run?.changes ?? []) : [], problems)
  const edits = [...(exitCode === 0 ? (run?.edits ?? []) : []), ...(results === undefined ? [] : [results])]
  return {
    output: applyEdits(list.source, edits),
    problems,
    results: run === undefined ? [] : [run],
    details: [],
    isOutputOnFailure: true,
    ...(run === undefined ? {} : { summary: summaryLine(run.summary) }),
    exitCode,
  }
}

/** That nothing is configured, with the place where a function has its configuration. */
function withFunctionConfig(idle: Problem | undefined): readonly Problem[] {
  if (idle === undefined) return []
  return [{ ...idle, remedy: `write a RelocationConfig in functionConfig, or ${idle.remedy}` }]
}

type Given = { readonly config: PartialConfig; readonly problems: readonly Problem[] }

function functionConfigOf(list: ResourceList): Given {
  const { source, functionConfig } = list
  if (functionConfig === undefined) return { config: {}, problems: [] }
  if (functionConfig.get('kind')?.text === 'ConfigMap') return ofData(functionConfig)
  const { config, problems } = parseConfig(configTextOf(list))
  const { line: first } = positionsOf(source)(functionConfig.node.start)
  const shifted = problems.map(problem => ({
    ...problem,
    place: {
      ...problem.place,
      line: (problem.place?.line ?? 1) + first - 1,
      path: ['functionConfig', problem.place?.path].filter(part => part !== undefined).join('/'),
    },
  }))
  return { config, problems: shifted }
}

/** The data of a ConfigMap: flags by name, lists separated by commas, as the variables of the environment have them. */
function ofData(functionConfig: Field): Given {
  const named = new Map(flags.map(flag => [flag.name as string, variableOf(flag)]))
  const env: Record<string, string> = {}
  const problems: Problem[] = []
  for (const [key, value] of functionConfig.get('data')?.entries ?? []) {
    const variable = named.get(key)
    if (variable !== undefined && value.text !== undefined) env[variable] = value.text
    else
      problems.push({
        code: 'CONFIG_INVALID',
        message: `functionConfig: data has the key ${key}, which is not a flag with a value`,
        remedy: 'use names of flags, as in registry, mirror or pull-secret',
      })
  }
  const { layer, problems: faults } = readVariables(env, flags)
  return { config: configOf(layer), problems: [...problems, ...faults] }
}
