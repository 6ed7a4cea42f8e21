import type { Problem, ProblemCode } from '../../problem.ts'
import { printable } from '../../reference/quote.ts'
import { shellCommand } from '../../reference/shell.ts'
import type { PodSecrets } from './pod-question.ts'

/**
 * What a person has to see to: one problem for each service account from which pods need the secrets and that is not in
 * the run, and one for each whose own secrets are hidden by a list that was made. Accounts are never made here: Helm
 * refuses to adopt one that exists.
 */
export function podProblems(pods: readonly PodSecrets[], pullSecrets: readonly string[]): readonly Problem[] {
  if (pullSecrets.length === 0) return []
  const without = pods.filter(({ from }) => from === 'nobody')
  return [
    ...byAccount(without.filter(({ isKnown }) => isKnown)).map(group => onlyByAccount(group, pullSecrets)),
    ...byAccount(
      without.filter(({ isKnown }) => !isKnown),
      ({ object }) => object,
    ).map(group => withoutField(group, pullSecrets)),
    ...byAccount(pods.flatMap(pod => (pod.hides === undefined ? [] : { ...pod, by: pod.hides }))).map(hidden),
  ]
}

/**
 * Gives a filter for the problems of the streams of a run, one stream after the other: what has to be done for an account
 * is told with the first pods that need it.
 */
export function oncePerAccount(): (problems: readonly Problem[]) => readonly Problem[] {
  const told = new Set<string>()
  return problems =>
    problems.filter(({ code, remedy }) => {
      if (!aboutAccounts.has(code)) return true
      const key = `${code} ${remedy}`
      return !told.has(key) && told.add(key)
    })
}

const aboutAccounts: ReadonlySet<ProblemCode> = new Set([
  'SECRET_BY_ACCOUNT',
  'SECRET_HIDES_ACCOUNT',
  'SECRET_BESIDE_ACCOUNT',
])

type Group = readonly [PodSecrets, ...PodSecrets[]]

/** Pods by the namespace and the name of their account, and by what else parts them. */
function byAccount(
  pods: readonly PodSecrets[],
  besides: (pod: PodSecrets) => unknown = () => undefined,
): readonly Group[] {
  const groups = new Map<string, [PodSecrets, ...PodSecrets[]]>()
  for (const pod of pods) {
    const key = JSON.stringify([pod.object.namespace, pod.by, besides(pod)])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [pod])
    else group.push(pod)
  }
  return Array.from(groups.values())
}

/** The command that gives an account the secrets; the last part of a remedy, safe to paste. */
function patchCommand({ by, object: { namespace } }: PodSecrets, pullSecrets: readonly string[]): string {
  const patch = JSON.stringify({ imagePullSecrets: pullSecrets.map(name => ({ name })) })
  const where = namespace === undefined ? [] : ['--namespace', namespace]
  const command = shellCommand('kubectl', 'patch', 'serviceaccount', by, ...where, '--patch', patch)
  return `run: ${command}${namespace === undefined ? ' (in the namespace of the release)' : ''}`
}

function onlyByAccount(group: Group, pullSecrets: readonly string[]): Problem {
  const [first] = group
  const who = Array.from(new Set(group.map(({ pods }) => pods ?? ''))).sort()
  return {
    code: 'SECRET_BY_ACCOUNT',
    message: `pods of ${who.join(' and ')} get pull secrets only from the service account ${printable(first.by)}, which is not in this stream`,
    remedy: patchCommand(first, pullSecrets),
    place: first.place,
  }
}

function withoutField([first]: Group, pullSecrets: readonly string[]): Problem {
  return {
    code: 'SECRET_WITHOUT_FIELD',
    message: `no field of this resource is known to take pull secrets, so its pods need them from their service account, ${printable(first.by)} unless the operator makes another`,
    remedy: `if a field takes them, name the file of its definition with --crds, or add a fieldSpecs entry with the shape pull-secrets; else ${patchCommand(first, pullSecrets)}`,
    place: first.place,
  }
}

function hidden(group: Group): Problem {
  const [first] = group
  const keeps = group.some(({ keepsImages }) => keepsImages)
  const { by, object } = first
  const where = object.namespace === undefined ? [] : ['--namespace', object.namespace]
  const look = ['kubectl', 'get', 'serviceaccount', by, ...where, '--output', 'jsonpath={.imagePullSecrets}']
  const others = group.length === 1 ? '' : ` and ${group.length - 1} more`
  const lost = Array.from(new Set(group.flatMap(pod => pod.lost ?? []))).sort()
  const what = lost.length === 0 ? 'the pull secrets' : `the pull secrets ${lost.map(printable).join(', ')}`
  const unseen = lost.length === 0 ? ', which is not in this run' : ''
  return {
    code: keeps ? 'SECRET_HIDES_ACCOUNT' : 'SECRET_BESIDE_ACCOUNT',
    message: `the pods of ${named(object)}${others} no longer get ${what} of the service account ${printable(by)}${unseen}${keeps ? ', and pull images that stay where they are' : ''}`,
    remedy: `see which it has, and name with --pull-secret those that are needed: ${shellCommand(...look)}`,
    place: first.place,
  }
}

function named({ kind, name }: PodSecrets['object']): string {
  return printable([kind, name].filter(part => part !== '').join('/') || 'this object')
}
