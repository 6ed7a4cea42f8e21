import type { Cluster } from '../../../cluster/cluster.ts'
import type { Lookup } from '../../../cluster/lookup.ts'
import { printable } from '../../../reference/quote.ts'
import { shellWord } from '../../../reference/shell.ts'

import type { Brought } from './brought.ts'
import { remedyOfUnknown, stateOfNamespace, type NamespaceState, type PreflightEntry } from './entry.ts'
import type { PodTemplate } from './pods.ts'

/** A service account: its pull secrets, and where it comes from. */
type CheckedAccount = {
  readonly found: Lookup<readonly string[]>
  readonly isBrought: boolean
  /** Looked up where the account is absent. */
  readonly space: NamespaceState
}

/** The account of a pod: that of the manifests, else that of the cluster. */
export async function accountOf(
  cluster: Cluster,
  { namespace, account }: PodTemplate,
  brought: Brought,
): Promise<CheckedAccount> {
  const own = brought.accounts.find(other => other.namespace === namespace && other.name === account)
  if (own !== undefined)
    return { found: { kind: 'found', value: own.secrets }, isBrought: true, space: 'unknown' }
  const found = await cluster.account(namespace, account)
  const space = found.kind === 'absent' ? await stateOfNamespace(cluster, namespace, brought) : 'there'
  return { found, isBrought: false, space }
}

/** The checks of the account of a pod. */
export function accountEntries(pod: PodTemplate, account: CheckedAccount): readonly PreflightEntry[] {
  const { namespace, account: name, secrets, place } = pod
  const { found } = account
  const base = { subject: 'account', name: `${namespace}/${name}`, place } as const
  if (found.kind === 'unknown') {
    const finding = `service account ${base.name}: ${found.reason}`
    return [{ ...base, state: 'unknown', finding, remedy: remedyOfUnknown(found.reason) }]
  }
  if (found.kind === 'absent') {
    const entry = absent(pod, account)
    return entry === undefined ? [] : [{ ...base, ...entry }]
  }
  const lost = secrets.length === 0 ? [] : found.value.filter(secret => !secrets.includes(secret))
  const where = account.isBrought ? 'comes with these manifests' : 'is there'
  if (lost.length === 0) return [{ ...base, state: 'ok', finding: where }]
  return [
    {
      ...base,
      state: 'masked',
      finding: `the pods have a list of pull secrets of their own, which hides ${lost.map(printable).join(', ')} of the service account ${base.name}`,
      remedy: `add ${lost.length === 1 ? 'it' : 'them'}: ${lost.map(secret => `--pull-secret=${shellWord(secret)}`).join(' ')}`,
    },
  ]
}

/** Every namespace gets the account "default" by itself, as soon as it is made. */
function absent(
  { namespace, account: name }: PodTemplate,
  { space }: CheckedAccount,
): Pick<PreflightEntry, 'state' | 'finding' | 'remedy'> | undefined {
  if (name === 'default' && space === 'unknown') return undefined
  if (name === 'default' && space !== 'there')
    return { state: 'ok', finding: 'is created with its namespace' }
  const make = `kubectl create serviceaccount ${shellWord(name)} -n ${shellWord(namespace)}`
  return {
    state: 'missing',
    finding: `the service account ${namespace}/${name} is not there, so its pods are refused`,
    remedy:
      space === 'absent'
        ? `make the namespace too: kubectl create namespace ${shellWord(namespace)}; ${make}`
        : `make it: ${make}`,
  }
}
