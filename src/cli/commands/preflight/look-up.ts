import type { Cluster, FoundSecret } from '../../../cluster/cluster.ts'
import type { Lookup } from '../../../cluster/lookup.ts'
import { readPullSecret, type PullSecret } from '../../../cluster/pull-secret.ts'
import { printable } from '../../../reference/quote.ts'
import { shellWord } from '../../../reference/shell.ts'

import type { Brought } from './brought.ts'
import { remedyOfUnknown, stateOfNamespace, type PreflightEntry } from './entry.ts'

/** A pull secret: what was found of it, and where. */
type CheckedSecret = {
  /** `NAMESPACE/NAME`. */
  readonly name: string
  readonly found: Lookup<FoundSecret>
  /** As the kubelet reads it; undefined where there is nothing to read. */
  readonly secret: PullSecret | undefined
  /** The object of the manifests that brings it, if one does. */
  readonly by: string | undefined
  /** Other namespaces that have a secret of this name, where this one has none. */
  readonly elsewhere: readonly string[]
  /** Neither the cluster nor the manifests have its namespace. */
  readonly isWithoutNamespace: boolean
}

/**
 * A pull secret of a namespace. One that the manifests bring is what will be there; of one that a controller makes from
 * them, only the cluster knows what is in it.
 */
export async function lookUp(
  cluster: Cluster,
  namespace: string,
  name: string,
  brought: Brought,
): Promise<CheckedSecret> {
  const own = brought.secrets.find(other => other.namespace === namespace && other.name === name)
  const base = { name: `${namespace}/${name}`, by: own?.by, elsewhere: [], isWithoutNamespace: false }
  if (own?.content !== undefined) {
    const found = { kind: 'found', value: own.content } as const
    return { ...base, found, secret: readPullSecret(own.content) }
  }
  const found = await cluster.secret(namespace, name)
  if (found.kind === 'found') return { ...base, by: undefined, found, secret: readPullSecret(found.value) }
  if (found.kind === 'unknown') return { ...base, found, secret: undefined }
  if (own !== undefined) {
    const reason = `${own.by} of these manifests makes it, so that its entries cannot be seen yet`
    return { ...base, found: { kind: 'unknown', reason }, secret: undefined }
  }
  const others = await cluster.namespacesWith(name)
  return {
    ...base,
    found,
    secret: undefined,
    elsewhere: others.kind === 'found' ? others.value : [],
    isWithoutNamespace: (await stateOfNamespace(cluster, namespace, brought)) === 'absent',
  }
}

/** The checks of a pull secret. */
export function secretEntry(checked: CheckedSecret): Omit<PreflightEntry, 'place'> {
  const { name, found, secret, by } = checked
  const base = { subject: 'secret', name } as const
  if (found.kind === 'unknown') {
    const remedy =
      by === undefined ? remedyOfUnknown(found.reason) : 'ask again when the release is installed'
    return { ...base, state: 'unknown', finding: `secret ${name}: ${found.reason}`, remedy }
  }
  if (found.kind === 'absent') return { ...base, ...absent(checked) }
  if (secret === undefined || secret.kind === 'unfit') {
    const reason = secret?.reason ?? 'it cannot be read'
    const more = secret?.isFatal === true ? ', which spoils every other pull secret of the pod as well' : ''
    const [where, own] = whereOf(name)
    return {
      ...base,
      state: 'unfit',
      finding: `the secret ${name}${by === undefined ? '' : ' of these manifests'} gives no credentials: ${reason}${more}`,
      remedy:
        by === undefined
          ? `make it again: kubectl delete secret ${own} ${where}; ${createCommand(name)}`
          : `correct ${printable(by)} in the chart or its values`,
    }
  }
  const keys = secret.entries.map(({ key }) => printable(key)).join(', ')
  const has = keys === '' ? 'has no entry' : `has entries for ${keys}`
  return { ...base, state: 'ok', finding: by === undefined ? has : `comes with these manifests, and ${has}` }
}

function absent({
  name,
  elsewhere,
  isWithoutNamespace: isNew,
}: CheckedSecret): Pick<PreflightEntry, 'state' | 'finding' | 'remedy'> {
  const [where] = whereOf(name)
  const create = createCommand(name)
  const others = elsewhere.map(printable).join(', ')
  const other = others === '' ? '' : `; the namespace ${others} has one`
  return {
    state: 'missing',
    finding: `the secret ${name} is not there${isNew ? ', nor is its namespace' : ''}${other}`,
    remedy: isNew
      ? `make both: kubectl create namespace ${where.slice(3)}; ${create}`
      : others === ''
        ? `make it: ${create}`
        : `pods see only secrets of their own namespace: make it there as well: ${create}`,
  }
}

/** The flag for the namespace, and the name, as words of a shell. */
function whereOf(name: string): readonly [where: string, own: string] {
  const [namespace = '', own = ''] = name.split('/')
  return [`-n ${shellWord(namespace)}`, shellWord(own)]
}

function createCommand(name: string): string {
  const [where, own] = whereOf(name)
  return `kubectl create secret docker-registry ${own} ${where} --docker-server=HOST --docker-username=USER --docker-password=PASSWORD`
}
