import type { Problem } from '../../problem.ts'
import { printable } from '../../reference/quote.ts'
import { shellCommand } from '../../reference/shell.ts'
import type { Group } from './account-problems.ts'
import type { PodSecrets } from './pod-question.ts'

export function hidden(group: Group): Problem {
  const [first] = group
  const keeps = group.some(({ keepsImages }) => keepsImages)
  const { by, object, namespace } = first
  const where = namespace === undefined ? [] : ['--namespace', namespace]
  const getSecrets = [
    'kubectl',
    'get',
    'serviceaccount',
    by,
    ...where,
    '--output',
    'jsonpath={.imagePullSecrets}',
  ]
  const others = group.length === 1 ? '' : ` and ${group.length - 1} more`
  const lost = [...new Set(group.flatMap(pod => pod.lost ?? []))].sort()
  const what = lost.length === 0 ? 'the pull secrets' : `the pull secrets ${lost.map(printable).join(', ')}`
  const unseen = lost.length === 0 ? ', which is not in this run' : ''
  return {
    code: keeps ? 'SECRET_HIDES_ACCOUNT' : 'SECRET_BESIDE_ACCOUNT',
    message: `the pods of ${named(object)}${others} no longer get ${what} of the service account ${printable(by)}${unseen}${keeps ? ', and pull images that stay where they are' : ''}`,
    remedy: `if the pods need them, name them with --pull-secret; to list them: ${shellCommand(...getSecrets)}`,
    scope: 'run',
    place: first.place,
  }
}

function named({ kind, name }: PodSecrets['object']): string {
  return printable([kind, name].filter(part => part !== '').join('/') || 'this object')
}
