import type { Cluster, Lookup } from '../../../cluster/cluster.ts'
import { credentialsFor } from '../../../cluster/keyring.ts'
import { readPullSecret, type PullSecret, type RegistryLogin } from '../../../cluster/pull-secret.ts'
import { canonicalName } from '../../../reference/canonical.ts'
import { printable } from '../../../reference/quote.ts'
import { shellWord } from '../../../reference/shell.ts'

import type { PreflightEntry } from './entry.ts'
import type { BroughtAccount, PodTemplate } from './pods.ts'

/** Credentials that the kubelet would try, with the secret they are from. */
export type NodeCredentials = RegistryLogin & { readonly secret: string }

/** A pod template with what its pods pull with. */
export type PullingPod = PodTemplate & {
  readonly credentials: readonly NodeCredentials[]
  /** Something could not be read, so that more may be there. */
  readonly isPartial: boolean
}

type Checked = { readonly entries: readonly PreflightEntry[]; readonly pods: readonly PullingPod[] }

/**
 * The pull secrets of pods, as admission and the kubelet put them together: the pod's own list, else that of its account.
 * Every secret and account is told of once.
 */
export async function checkSecrets(
  cluster: Cluster,
  pods: readonly PodTemplate[],
  brought: readonly BroughtAccount[],
): Promise<Checked> {
  const checked = await Promise.all(pods.map(pod => checkPod(cluster, pod, brought)))
  const entries = new Map<string, PreflightEntry>()
  for (const entry of checked.flatMap(found => found.entries)) {
    const key = [entry.subject, entry.name, entry.state, entry.finding].join('\0')
    if (!entries.has(key)) entries.set(key, entry)
  }
  return { entries: [...entries.values()], pods: checked.map(({ pod }) => pod) }
}

async function checkPod(
  cluster: Cluster,
  pod: PodTemplate,
  brought: readonly BroughtAccount[],
): Promise<{ readonly entries: readonly PreflightEntry[]; readonly pod: PullingPod }> {
  const { namespace, place } = pod
  const account = await accountOf(cluster, pod, brought)
  const names = pod.secrets.length > 0 ? pod.secrets : account.kind === 'found' ? account.value : []
  const secrets = await Promise.all(
    names.map(async name => {
      const found = await cluster.secret(namespace, name)
      const elsewhere = found.kind === 'absent' ? await cluster.namespacesWith(name) : undefined
      return { name, found, elsewhere: elsewhere?.kind === 'found' ? elsewhere.value : [] }
    }),
  )
  const read = secrets.map(({ name, found, elsewhere }) => ({
    name: `${namespace}/${name}`,
    found,
    elsewhere,
    secret: found.kind === 'found' ? readPullSecret(found.value) : undefined,
  }))
  const isSpoilt = read.some(({ secret }) => secret?.kind === 'unfit' && secret.isFatal)
  const credentials = isSpoilt
    ? []
    : read.flatMap(({ name, secret }) =>
        secret?.kind === 'read' ? secret.entries.map(entry => ({ ...entry, secret: name })) : [],
      )
  const isPartial =
    (pod.secrets.length === 0 && account.kind === 'unknown') ||
    read.some(({ found }) => found.kind === 'unknown')
  const entries = [
    ...accountEntries(pod, account),
    ...read.map(({ name, found, secret, elsewhere }) => ({
      ...secretEntry(name, found, secret, elsewhere),
      place,
    })),
    ...(isPartial || names.length === 0 || read.some(({ secret }) => secret?.kind !== 'read')
      ? []
      : uncovered(pod, names, credentials)),
  ]
  return { entries, pod: { ...pod, credentials, isPartial } }
}

function accountOf(
  cluster: Cluster,
  { namespace, account }: PodTemplate,
  brought: readonly BroughtAccount[],
): Promise<Lookup<readonly string[]>> {
  const own = brought.find(other => other.namespace === namespace && other.name === account)
  return own === undefined
    ? cluster.account(namespace, account)
    : Promise.resolve({ kind: 'found', value: own.secrets })
}

function accountEntries(pod: PodTemplate, account: Lookup<readonly string[]>): readonly PreflightEntry[] {
  const { namespace, account: name, secrets, place } = pod
  const base = { subject: 'account', name: `${namespace}/${name}`, place } as const
  if (account.kind === 'unknown')
    return [
      {
        ...base,
        state: 'unknown',
        finding: `service account ${base.name}: ${account.reason}`,
        remedy: rightsRemedy,
      },
    ]
  if (account.kind === 'absent') {
    // Every namespace gets this one by itself.
    if (name === 'default') return []
    return [
      {
        ...base,
        state: 'missing',
        finding: `the service account ${base.name} is not there, so its pods are refused`,
        remedy: `make it: kubectl create serviceaccount ${shellWord(name)} -n ${shellWord(namespace)}`,
      },
    ]
  }
  const lost = secrets.length === 0 ? [] : account.value.filter(secret => !secrets.includes(secret))
  if (lost.length === 0) return [{ ...base, state: 'ok', finding: 'is there' }]
  return [
    {
      ...base,
      state: 'masked',
      finding: `the pods have a list of pull secrets of their own, which hides ${lost.map(printable).join(', ')} of the service account ${base.name}`,
      remedy: `add ${lost.length === 1 ? 'it' : 'them'}: ${lost.map(secret => `--pull-secret=${shellWord(secret)}`).join(' ')}`,
    },
  ]
}

function secretEntry(
  name: string,
  found: Lookup<unknown>,
  secret: PullSecret | undefined,
  elsewhere: readonly string[],
): Omit<PreflightEntry, 'place'> {
  const base = { subject: 'secret', name } as const
  const [namespace = '', own = ''] = name.split('/')
  const where = `-n ${shellWord(namespace)}`
  const create = `kubectl create secret docker-registry ${shellWord(own)} ${where} --docker-server=HOST --docker-username=USER --docker-password=PASSWORD`
  if (found.kind === 'unknown')
    return { ...base, state: 'unknown', finding: `secret ${name}: ${found.reason}`, remedy: rightsRemedy }
  if (found.kind === 'absent') {
    const other =
      elsewhere.length === 0 ? '' : `; the namespace ${elsewhere.map(printable).join(', ')} has one`
    const finding = `the secret ${name} is not there${other}`
    const remedy =
      elsewhere.length === 0
        ? `make it: ${create}`
        : `pods see only secrets of their own namespace: make it there as well: ${create}`
    return { ...base, state: 'missing', finding, remedy }
  }
  if (secret === undefined || secret.kind === 'unfit') {
    const reason = secret?.reason ?? 'it cannot be read'
    const more = secret?.isFatal === true ? ', which spoils every other pull secret of the pod as well' : ''
    return {
      ...base,
      state: 'unfit',
      finding: `the secret ${name} gives no credentials: ${reason}${more}`,
      remedy: `make it again: kubectl delete secret ${shellWord(own)} ${where}; ${create}`,
    }
  }
  const keys = secret.entries.map(({ key }) => printable(key)).join(', ')
  return { ...base, state: 'ok', finding: keys === '' ? 'has no entry' : `has entries for ${keys}` }
}

/** Images for which none of the credentials is, or only ones without user or password. */
function uncovered(
  pod: PodTemplate,
  names: readonly string[],
  credentials: readonly NodeCredentials[],
): readonly PreflightEntry[] {
  const list = names.map(name => `${pod.namespace}/${name}`).join(', ')
  return Array.from(new Set(pod.images.map(canonicalName))).map((image): PreflightEntry => {
    const matching = credentialsFor(credentials, image)
    const host = image.slice(0, image.indexOf('/'))
    const base = { subject: 'entry', name: `${list} for ${image}`, place: pod.place } as const
    if (matching.some(({ user, password }) => user !== '' && password !== ''))
      return {
        ...base,
        state: 'ok',
        finding: `the kubelet takes the entry ${printable(matching[0]?.key ?? '')}`,
      }
    const keys = credentials.map(({ key }) => printable(key)).join(', ')
    const finding =
      matching.length > 0
        ? `the entry ${printable(matching[0]?.key ?? '')} of ${list} is for ${image}, without user and password`
        : `no entry of ${list} is for ${image}: ${keys === '' ? 'there is none' : `there is ${keys}`}`
    const remedy = `give the secret an entry for ${host}: kubectl create secret docker-registry … --docker-server=${shellWord(host)}`
    return { ...base, state: 'missing', finding, remedy }
  })
}

const rightsRemedy = 'look with an account that may, or see it as unknown'
