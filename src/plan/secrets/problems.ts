import type { Problem } from '../../problem.ts'
import { printable } from '../../reference/quote.ts'
import { byAccount, onlyByAccount, type Group, patchCommand } from './account-problems.ts'
import { hidden } from './hidden.ts'
import type { PodSecrets } from './pod-question.ts'
import { startedProblem } from './started-pods.ts'
import { oneSecret } from './without-room.ts'

/**
 * What the user has to do: one problem for each service account from which pods need the secrets and that is not in
 * the run, and one for each whose own secrets are hidden by a list that was made. Accounts are never made here: Helm
 * refuses to adopt one that exists.
 */
export function podProblems(pods: readonly PodSecrets[], pullSecrets: readonly string[]): readonly Problem[] {
  if (pullSecrets.length === 0) return []
  const without = pods.filter(({ from, started }) => from === 'nobody' && started === undefined)
  return [
    ...pods.flatMap(pod =>
      pod.started === undefined ? [] : startedProblem({ ...pod, started: pod.started }, pullSecrets),
    ),
    ...byAccount(without.filter(({ isKnown }) => isKnown)).map(group => onlyByAccount(group, pullSecrets)),
    ...pods.flatMap(({ only, ...pod }) => (only === undefined ? [] : notAllGiven(pod, only, pullSecrets))),
    ...byAccount(
      without.filter(({ isKnown }) => !isKnown),
      ({ object }) => object,
    ).map(group => withoutField(group, pullSecrets)),
    ...byAccount(pods.flatMap(pod => (pod.hides === undefined ? [] : { ...pod, by: pod.hides }))).map(hidden),
  ]
}

/** An operator that gives pods some secrets leaves them no others, and there is no room for more. */
function notAllGiven(
  { pods = '', by, place }: PodSecrets,
  given: readonly string[],
  pullSecrets: readonly string[],
): Problem {
  const listed = (names: readonly string[]): string => names.map(name => printable(name)).join(', ')
  const missing = pullSecrets.filter(name => !given.includes(name))
  return {
    code: 'SECRET_WITHOUT_ROOM',
    message: `pods of ${pods} get pull secrets only from ${by} of their operator: ${listed(given)}, and not ${listed(missing)}`,
    remedy: oneSecret,
    scope: 'run',
    place,
  }
}

function withoutField([first]: Group, pullSecrets: readonly string[]): Problem {
  const { field } = first
  if (field !== undefined) {
    return {
      code: 'SECRET_WITHOUT_FIELD',
      message: `this resource takes its pull secret from the field ${field}, which the program does not change`,
      remedy: `set ${field} to ${pullSecrets.map(name => printable(name)).join(' or ')}`,
      place: first.place,
    }
  }
  return {
    code: 'SECRET_WITHOUT_FIELD',
    message: `no field of this resource is known to take pull secrets, so its pods need them from their service account, ${printable(first.by)} unless the operator makes another`,
    remedy: `if a field takes them, name the file of its definition with --crds, or add a fieldSpecs entry with the shape pull-secrets; else ${patchCommand(first, pullSecrets)}`,
    place: first.place,
  }
}
