import type { Cluster } from '../../../cluster/cluster.ts'
import { credentialsFor } from '../../../cluster/keyring.ts'
import type { RegistryLogin } from '../../../cluster/registry-login.ts'
import { canonicalName } from '../../../reference/canonical.ts'
import { printable } from '../../../reference/quote.ts'
import { shellWord } from '../../../reference/shell.ts'

import { accountEntries, accountOf } from './accounts.ts'
import type { Brought } from './brought.ts'
import type { PreflightEntry } from './entry.ts'
import { lookUp, secretEntry } from './look-up.ts'
import type { PodTemplate } from './pods.ts'

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
 * Objects in the manifests count as present. Every secret and account is reported once.
 */
export async function checkSecrets(
  cluster: Cluster,
  pods: readonly PodTemplate[],
  brought: Brought,
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
  brought: Brought,
): Promise<{ readonly entries: readonly PreflightEntry[]; readonly pod: PullingPod }> {
  const { namespace, place } = pod
  const account = await accountOf(cluster, pod, brought)
  const names =
    pod.secrets.length > 0 ? pod.secrets : account.found.kind === 'found' ? account.found.value : []
  const secrets = await Promise.all(names.map(name => lookUp(cluster, namespace, name, brought)))
  const isSpoilt = secrets.some(({ secret }) => secret?.kind === 'unfit' && secret.isFatal)
  const credentials = isSpoilt
    ? []
    : secrets.flatMap(({ name, secret }) =>
        secret?.kind === 'read' ? secret.entries.map(entry => ({ ...entry, secret: name })) : [],
      )
  const isPartial =
    (pod.secrets.length === 0 && account.found.kind === 'unknown') ||
    secrets.some(({ found }) => found.kind === 'unknown')
  const entries = [
    ...accountEntries(pod, account),
    ...secrets.map(secret => ({ ...secretEntry(secret), place })),
    ...(isPartial || names.length === 0 || secrets.some(({ secret }) => secret?.kind !== 'read')
      ? []
      : uncovered(pod, names, credentials)),
  ]
  return { entries, pod: { ...pod, credentials, isPartial } }
}

/** Images for which none of the credentials is, or only ones without user or password. */
function uncovered(
  pod: PodTemplate,
  names: readonly string[],
  credentials: readonly NodeCredentials[],
): readonly PreflightEntry[] {
  const list = names.map(name => `${pod.namespace}/${name}`).join(', ')
  return [...new Set(pod.images.map(canonicalName))].map((image): PreflightEntry => {
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
    // A registry that is open to all needs none, and the image was left there on purpose.
    if (pod.spared.has(image))
      return { ...base, state: 'note', finding: `${finding}; the kubelet pulls it without credentials` }
    const remedy = `give the secret an entry for ${host}: kubectl create secret docker-registry … --docker-server=${shellWord(host)}`
    return { ...base, state: 'missing', finding, remedy }
  })
}
