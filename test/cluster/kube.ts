import { Agent, request } from 'node:https'
import { parseAllDocuments } from 'yaml'
import type { ApiServer } from './api-server.ts'

/** Any object of the API; tests look at a few of its fields. */
export type KubeObject = {
  readonly apiVersion?: string
  readonly kind?: string
  readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly [key: string]: unknown }
  readonly [key: string]: unknown
}

export type Answer = {
  readonly status: number
  /** The object that came back, or the Status that says why not. */
  readonly body: KubeObject & { readonly message?: string }
  /** The texts of the Warning headers. */
  readonly warnings: readonly string[]
}

export type Kube = {
  readonly send: (method: string, path: string, body?: object, type?: string) => Promise<Answer>
  /** Creates or replaces an object by server-side apply; throws when it is refused. */
  readonly apply: (object: KubeObject) => Promise<void>
}

/** Resource names of the kinds that tests apply. */
const resources: Readonly<Record<string, string>> = {
  Namespace: 'namespaces',
  ServiceAccount: 'serviceaccounts',
  Secret: 'secrets',
  Pod: 'pods',
  Deployment: 'deployments',
  ReplicaSet: 'replicasets',
  Job: 'jobs',
  CronJob: 'cronjobs',
  CustomResourceDefinition: 'customresourcedefinitions',
  MutatingAdmissionPolicy: 'mutatingadmissionpolicies',
  MutatingAdmissionPolicyBinding: 'mutatingadmissionpolicybindings',
  ValidatingAdmissionPolicy: 'validatingadmissionpolicies',
  ValidatingAdmissionPolicyBinding: 'validatingadmissionpolicybindings',
  CassandraDatacenter: 'cassandradatacenters',
  K8ssandraCluster: 'k8ssandraclusters',
}

/** The path of an object, or of its collection. */
export function pathOf(object: KubeObject, isCollection = false): string {
  const { apiVersion = '', kind = '', metadata = {} } = object
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
  const inside = metadata.namespace === undefined ? '' : `/namespaces/${metadata.namespace}`
  const collection = `${root}${inside}/${resources[kind] ?? `unknown-${kind}`}`
  return isCollection ? collection : `${collection}/${metadata.name ?? ''}`
}

/** Of a path that it does not know, the server says so in plain text. */
function parsed(text: string): Answer['body'] {
  try {
    return JSON.parse(text) as Answer['body']
  } catch {
    return { message: text }
  }
}

export function kubeOf(server: ApiServer, token = server.token): Kube {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const send: Kube['send'] = (method, path, body, type = 'application/json') =>
    new Promise((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': type, accept: 'application/json' }
      const asked = request(server.url + path, { method, agent, ca: server.ca, headers }, response => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('end', () => {
          const warning = response.headers['warning'] ?? ''
          resolve({
            status: response.statusCode ?? 0,
            body: parsed(text),
            warnings: Array.from(
              String(warning).matchAll(/299 - "((?:[^"\\]|\\.)*)"/g),
              ([, said = '']) => said,
            ),
          })
        })
      })
      asked.on('error', reject)
      asked.end(body === undefined ? undefined : JSON.stringify(body))
    })
  return {
    send,
    async apply(object) {
      const path = `${pathOf(object)}?fieldManager=test&force=true`
      const { status, body } = await send('PATCH', path, object, 'application/apply-patch+yaml')
      if (status >= 300) throw new Error(`${path}: ${status} ${body.message ?? JSON.stringify(body)}`)
    },
  }
}

/** The objects of a stream of YAML. */
export function objectsOf(text: string): readonly KubeObject[] {
  return parseAllDocuments(text).map(document => document.toJS() as KubeObject)
}

/** Ask again until the answer is as wanted; throws with the last one after some time. */
export async function until<T>(ask: () => Promise<T>, isReady: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + 60_000
  for (;;) {
    const answer = await ask()
    if (isReady(answer)) return answer
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(answer).slice(0, 500)}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

/** Do something with each item, eight at a time, in no order. */
export async function forEach<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = items[Symbol.iterator]()
  const run = async (): Promise<void> => {
    for (let next = rest.next(); next.done !== true; next = rest.next()) await work(next.value)
  }
  await Promise.all(Array.from({ length: 8 }, run))
}

/** A namespace in which pods can be made: nothing but a controller makes its account otherwise. */
export async function makeNamespace(kube: Kube, name: string): Promise<void> {
  await kube.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  await kube.apply({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: name },
  })
}
