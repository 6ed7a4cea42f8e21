import type { Problem } from '../../problem.ts'
import { printable } from '../../reference/quote.ts'
import { shellCommand } from '../../reference/shell.ts'
import type { PodSecrets } from './pod-question.ts'

export type Group = readonly [PodSecrets, ...PodSecrets[]]

/** Pods by the namespace and the name of their account, and by what else parts them. */
export function byAccount(
  pods: readonly PodSecrets[],
  besides: (pod: PodSecrets) => unknown = () => undefined,
): readonly Group[] {
  const groups = new Map<string, [PodSecrets, ...PodSecrets[]]>()
  for (const pod of pods) {
    const key = JSON.stringify([pod.namespace, pod.by, besides(pod)])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [pod])
    else group.push(pod)
  }
  return [...groups.values()]
}

/** The command that gives an account the secrets; the last part of a remedy, safe to paste. */
export function patchCommand({ by, namespace }: PodSecrets, pullSecrets: readonly string[]): string {
  const patch = JSON.stringify({ imagePullSecrets: pullSecrets.map(name => ({ name })) })
  const where = namespace === undefined ? [] : ['--namespace', namespace]
  const command = shellCommand('kubectl', 'patch', 'serviceaccount', by, ...where, '--patch', patch)
  return `run: ${command}${namespace === undefined ? ' (in the namespace of the release)' : ''}`
}

export function onlyByAccount(group: Group, pullSecrets: readonly string[]): Problem {
  const [first] = group
  const who = [...new Set(group.map(({ pods }) => pods ?? ''))].sort()
  return {
    code: 'SECRET_BY_ACCOUNT',
    message: `pods of ${who.join(' and ')} get pull secrets only from the service account ${printable(first.by)}, which is not in this stream`,
    remedy: patchCommand(first, pullSecrets),
    scope: 'run',
    place: first.place,
  }
}
