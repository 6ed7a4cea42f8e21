/** The edge to a cluster: it reads objects, and writes nothing. */
import type { CoreV1Api } from '@kubernetes/client-node'

import { apiOf } from './api.ts'
import { connect, messageOf } from './connection.ts'
import type { ChosenCluster, ClusterChoice, NoCluster } from './kubeconfig.ts'

/** The state of an object in a cluster: present, absent, or unknown because the request is not allowed or failed. */
export type Lookup<Value> =
  | { readonly kind: 'found'; readonly value: Value }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly reason: string }

/** A Secret; `data` is base64. */
export type FoundSecret = { readonly type: string; readonly data: Readonly<Record<string, string>> }

/** Read-only access to a cluster. Nothing rejects: a failure is `unknown`. */
export type Cluster = {
  readonly kind: 'cluster'
  readonly context: string
  readonly server: string
  /** That of the context. */
  readonly namespace: string
  readonly secret: (namespace: string, name: string) => Promise<Lookup<FoundSecret>>
  /** Namespaces that have a secret of this name. */
  readonly namespacesWith: (name: string) => Promise<Lookup<readonly string[]>>
  readonly namespaceOf: (name: string) => Promise<Lookup<string>>
  /** The pull secrets of a service account. */
  readonly account: (namespace: string, name: string) => Promise<Lookup<readonly string[]>>
  /** The platforms of the nodes, as in `linux/amd64`. */
  readonly platforms: () => Promise<Lookup<readonly string[]>>
}

/** Opens the cluster that kubectl would ask. Every question ends when the signal is aborted. */
export async function openCluster(choice: ClusterChoice, signal: AbortSignal): Promise<Cluster | NoCluster> {
  const connection = await connect(choice, signal)
  if (connection.kind === 'unknown') return connection
  const { client, chosen, config } = connection
  try {
    return clusterOf(apiOf(client, config, signal), chosen, signal)
  } catch (error) {
    return { kind: 'unknown', reason: `no client for the cluster: ${messageOf(error)}` }
  }
}

function clusterOf(
  api: CoreV1Api,
  { config, context, namespace }: ChosenCluster,
  signal: AbortSignal,
): Cluster {
  const ask = asker(signal)
  return {
    kind: 'cluster',
    context,
    namespace,
    server: config.getCurrentCluster()?.server ?? '',
    secret: (from, name) =>
      ask(`secret ${from}/${name}`, `read secrets in the namespace ${from}`, async () => {
        const { type, data } = whole(await api.readNamespacedSecret({ namespace: from, name }), 'Secret')
        return { type: type ?? '', data: data ?? {} }
      }),
    account: (from, name) =>
      ask(`account ${from}/${name}`, `read service accounts in the namespace ${from}`, async () => {
        const answer = await api.readNamespacedServiceAccount({ namespace: from, name })
        const { imagePullSecrets } = whole(answer, 'ServiceAccount')
        return (imagePullSecrets ?? []).flatMap(entry => entry.name ?? [])
      }),
    namespaceOf: name =>
      ask(`namespace ${name}`, 'read namespaces', async () => {
        const { metadata } = whole(await api.readNamespace({ name }), 'Namespace')
        return metadata?.name ?? name
      }),
    namespacesWith: name =>
      ask(`secrets ${name}`, 'list secrets', async () => {
        const answer = await api.listSecretForAllNamespaces({ fieldSelector: `metadata.name=${name}` })
        const { items } = whole(answer, 'SecretList')
        return (items ?? []).flatMap(({ metadata }) => metadata?.namespace ?? [])
      }),
    platforms: () =>
      ask('nodes', 'list nodes', async () => {
        const { items } = whole(await api.listNode({}), 'NodeList')
        const names = (items ?? []).flatMap(({ status }) =>
          status?.nodeInfo === undefined
            ? []
            : `${status.nodeInfo.operatingSystem}/${status.nodeInfo.architecture}`,
        )
        return Array.from(new Set(names)).sort()
      }),
  }
}

/** An answer, which says what it is. Throws for another: it comes from something in front of the API server. */
function whole<Value extends object>(value: Value, kind: string): Nullable<Value> {
  const { kind: found } = (value as { readonly kind?: unknown } | null | undefined) ?? {}
  if (found !== kind) throw new NoAnswer(`it sent an answer that is no ${kind}`)
  return value
}

/** The client hands null on where its types say undefined. */
type Nullable<Value> = { readonly [Key in keyof Value]: Value[Key] | null | undefined }

class NoAnswer extends Error {}

/** Asks each thing once, at most until the signal is aborted. */
function asker(signal: AbortSignal) {
  const known = new Map<string, Promise<Lookup<unknown>>>()
  return <Value>(key: string, right: string, question: () => Promise<Value>): Promise<Lookup<Value>> => {
    const asked =
      known.get(key) ??
      Promise.race([question(), aborted(signal)]).then(
        (value): Lookup<unknown> => ({ kind: 'found', value }),
        (error: unknown) => lookupOfError(error, right, signal),
      )
    known.set(key, asked)
    return asked as Promise<Lookup<Value>>
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(new Error('aborted'))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

/** The client's errors carry a status and, in their message, headers and body; only the status is repeated. */
function lookupOfError(error: unknown, right: string, signal: AbortSignal): Lookup<never> {
  const { code } = (error ?? {}) as { readonly code?: unknown }
  if (code === 404) return { kind: 'absent' }
  return { kind: 'unknown', reason: reasonOf(code, right, error, signal) }
}

function reasonOf(code: unknown, right: string, error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'the cluster gave no answer in time'
  if (code === 401) return 'the cluster does not accept our credentials'
  if (code === 403) return `we are not allowed to ${right}`
  if (typeof code === 'number') return `the cluster answered ${code}`
  // Of an answer that is cut off, the client repeats what its parser says, and of one of another form, words of its code.
  if (error instanceof SyntaxError || (error instanceof TypeError && code === undefined))
    return 'the cluster cannot be reached: it sent an answer that is no JSON of its API'
  if (error instanceof NoAnswer) return `the cluster cannot be reached: ${error.message}`
  // The runtime of the binary has words of its own.
  const words = messageOf(error).replace(/(ECONNREFUSED: )Unable to connect.*/, '$1nothing listens there')
  return `the cluster cannot be reached: ${words}`
}
