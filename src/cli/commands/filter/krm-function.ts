import { mergeConfigs } from '../../../config/merge.ts'
import { asksForNothing } from '../../../config/config.ts'
import { applyEdits } from '../../../edit/edit.ts'
import type { ResourceList } from '../../../output/krm/resource-list.ts'
import { resultsEdit } from '../../../output/krm/results.ts'
import type { Problem } from '../../../problem.ts'
import { relocate } from '../../../relocate.ts'
import { acceptProblems } from '../../../rules/accept.ts'
import type { Invocation, Outcome } from '../../commands.ts'
import { exitCodeOf } from '../../messages/exit-code.ts'
import { readFunctionConfig } from './function-config.ts'
import { summaryLine } from '../../../summary.ts'

/**
 * The job of the filter as a KRM function, for kustomize and kpt: a ResourceList in, the same list with its objects
 * relocated and `results` out. `functionConfig` is a RelocationConfig, or a ConfigMap whose `data` has the names of flags
 * as keys; it counts on top of flags and files. As the specification wants it, a run that is refused prints its list with
 * the objects as they were and the results that say why, and ends with another exit code than 0.
 */
export async function executeFunction(
  list: ResourceList,
  { config, setupProblems, idle, cwd }: Invocation,
): Promise<Outcome> {
  const given = await readFunctionConfig(list, cwd)
  const merged = mergeConfigs(config, ...given.configs)
  const empty = given.problems.length === 0 && asksForNothing(merged) ? withFunctionConfig(idle) : []
  const misuse = acceptProblems([...given.problems, ...empty], merged.accept)
  const run = exitCodeOf(misuse, merged.strict) === 0 ? relocate(list.objects, merged) : undefined
  const problems = [...misuse, ...(run?.problems ?? [])]
  const exitCode = exitCodeOf([...setupProblems, ...problems], merged.strict)
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
