/** The edge to a cluster: it reads objects, and writes nothing. */
import type {
  V1Namespace,
  V1NodeList,
  V1Secret,
  V1SecretList,
  V1ServiceAccount,
} from '@kubernetes/client-node'

import type { ClusterChoice, NoCluster } from './kubeconfig.ts'
import { bodyOf, lookupOf, type Body, type Lookup } from './lookup.ts'
import { openReader, type ClusterReader } from './reader.ts'

/** A Secret; `data` is base64. */
export type FoundSecret = { readonly type: string; readonly data: Readonly<Record<string, string>> }

/** What pull secrets are checked against. Nothing rejects: a failure is `unknown`. */
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
  const reader = await openReader(choice, () => signal)
  return reader.kind === 'unknown' ? reader : clusterOf(reader)
}

function clusterOf(reader: ClusterReader): Cluster {
  const { context, namespace, server } = reader
  const ask = asker(reader)
  return {
    kind: 'cluster',
    context,
    namespace,
    server,
    secret: (from, name) =>
      ask(
        { path: `${pathOf(from)}/secrets/${encodeURIComponent(name)}`, kind: 'Secret' },
        `read secrets in the namespace ${from}`,
        ({ type, data }: Body<V1Secret>) => ({ type: type ?? '', data: data ?? {} }),
      ),
    account: (from, name) =>
      ask(
        { path: `${pathOf(from)}/serviceaccounts/${encodeURIComponent(name)}`, kind: 'ServiceAccount' },
        `read service accounts in the namespace ${from}`,
        ({ imagePullSecrets }: Body<V1ServiceAccount>) =>
          (imagePullSecrets ?? []).flatMap(entry => entry.name ?? []),
      ),
    namespaceOf: name =>
      ask(
        { path: pathOf(name), kind: 'Namespace' },
        'read namespaces',
        ({ metadata }: Body<V1Namespace>) => metadata?.name ?? name,
      ),
    namespacesWith: name =>
      ask(
        {
          path: `/api/v1/secrets?fieldSelector=${encodeURIComponent(`metadata.name=${name}`)}`,
          kind: 'SecretList',
        },
        'list secrets',
        ({ items }: Body<V1SecretList>) => (items ?? []).flatMap(({ metadata }) => metadata?.namespace ?? []),
      ),
    platforms: () => ask({ path: '/api/v1/nodes', kind: 'NodeList' }, 'list nodes', platformsIn),
  }
}

function pathOf(namespace: string): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}`
}

function platformsIn({ items }: Body<V1NodeList>): readonly string[] {
  const names = (items ?? []).flatMap(({ status }) =>
    status?.nodeInfo === undefined
      ? []
      : `${status.nodeInfo.operatingSystem}/${status.nodeInfo.architecture}`,
  )
  return [...new Set(names)].sort()
}

/** Asks each thing once. */
function asker({ get }: ClusterReader) {
  const known = new Map<string, Promise<Lookup<unknown>>>()
  return <Type, Value>(
    { path, kind }: { readonly path: string; readonly kind: string },
    right: string,
    read: (body: Body<Type>) => Value,
  ): Promise<Lookup<Value>> => {
    const asked =
      known.get(path) ??
      get(path).then(answer => lookupOf(answer, right, (body: Body<Type>) => read(bodyOf(body, kind))))
    known.set(path, asked)
    return asked as Promise<Lookup<Value>>
  }
}
