import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * `helm install --dry-run=client` of Helm 3 still asks a cluster which kinds there are and whether the objects exist.
 * This one knows the kinds of the test chart and holds no object.
 */
const kinds: Record<string, readonly string[]> = {
  v1: ['Pod', 'ServiceAccount', 'ConfigMap', 'Service'],
  'apps/v1': ['Deployment', 'StatefulSet', 'DaemonSet'],
  'batch/v1': ['Job', 'CronJob'],
  'cassandra.datastax.com/v1beta1': ['CassandraDatacenter'],
  'reaper.cassandra-reaper.io/v1alpha1': ['Reaper'],
  'monitoring.coreos.com/v1': ['Prometheus', 'Alertmanager', 'PrometheusRule'],
}

export type Cluster = { readonly url: string; close(): Promise<void> }

export async function startCluster(): Promise<Cluster> {
  const server = createServer((request, response) => {
    const body = answer(new URL(request.url ?? '/', 'http://cluster').pathname)
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body ?? { kind: 'Status', apiVersion: 'v1', reason: 'NotFound', code: 404 }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}

function answer(path: string): object | undefined {
  if (path === '/version') return { major: '1', minor: '30', gitVersion: 'v1.30.0' }
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'] }
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups() }
  const groupVersion = path.replace(/^\/apis?\//, '')
  const resources = kinds[groupVersion]?.map(kind => ({
    name: kind.toLowerCase().replace(/s$/, 'se') + 's',
    kind,
    namespaced: true,
    verbs: ['get', 'list', 'create'],
  }))
  return resources && { kind: 'APIResourceList', groupVersion, resources }
}

function groups(): object[] {
  return Object.keys(kinds)
    .filter(groupVersion => groupVersion.includes('/'))
    .map(groupVersion => {
      const [name, version] = groupVersion.split('/')
      return { name, versions: [{ groupVersion, version }], preferredVersion: { groupVersion, version } }
    })
}
