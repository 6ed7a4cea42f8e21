import { createHash } from 'node:crypto'
import { startApiServer, type ApiServer } from './api-server.ts'
import { kubeOf, type Answer, type Kube, type KubeObject } from './kube.ts'

/** What a strict dry run says of an object. */
export type DryRunResult = {
  readonly isTaken: boolean
  /** Why not: reason and field of each cause, or the message where the server names none. */
  readonly causes: readonly string[]
  readonly warnings: readonly string[]
  /** What would be stored. */
  readonly stored: KubeObject
}

type Resource = { readonly name: string; readonly kind: string; readonly namespaced: boolean }

/** Says what a real API server makes of objects, by server-side apply as a dry run with strict validation of fields. */
export class DryRun {
  private readonly kube: Kube
  private readonly kinds = new Map<string, Promise<ReadonlyMap<string, Resource>>>()
  private readonly namespaces = new Map<string, Promise<unknown>>()

  constructor(server: ApiServer) {
    this.kube = kubeOf(server)
  }

  /** Undefined for what is not an object, and for kinds that the server does not know. */
  async ask(object: KubeObject): Promise<DryRunResult | undefined> {
    const path = await this.pathOf(object)
    if (path === undefined) return undefined
    const strict = await this.patch(path, object, 'Strict')
    if (
      strict.status < 300 ||
      !/strict decoding|unknown field|duplicate field/.test(strict.body.message ?? '')
    )
      return resultOf(strict)
    // What a chart has wrong already is a warning when the server is less strict.
    return resultOf(await this.patch(path, object, 'Warn'))
  }

  private patch(path: string, object: KubeObject, validation: string): Promise<Answer> {
    const query = `?dryRun=All&force=true&fieldManager=relocate&fieldValidation=${validation}`
    return this.kube.send('PATCH', path + query, object, 'application/apply-patch+yaml')
  }

  private async pathOf({ apiVersion = '', kind = '', metadata }: KubeObject): Promise<string | undefined> {
    const name = metadata?.name ?? (metadata?.['generateName'] as string | undefined)
    if (typeof apiVersion !== 'string' || typeof name !== 'string' || name === '') return undefined
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
    const resource = (await this.kindsOf(root)).get(kind)
    if (resource === undefined) return undefined
    const path = `${resource.name}/${encodeURIComponent(name)}`
    if (!resource.namespaced) return `${root}/${path}`
    const namespace = metadata?.namespace ?? 'default'
    await this.ensureNamespace(namespace)
    return `${root}/namespaces/${encodeURIComponent(namespace)}/${path}`
  }

  private kindsOf(root: string): Promise<ReadonlyMap<string, Resource>> {
    let kinds = this.kinds.get(root)
    if (kinds === undefined) {
      kinds = this.kube.send('GET', root).then(({ body }) => {
        const resources = (body['resources'] ?? []) as readonly Resource[]
        return new Map(resources.filter(({ name }) => !name.includes('/')).map(entry => [entry.kind, entry]))
      })
      this.kinds.set(root, kinds)
    }
    return kinds
  }

  private ensureNamespace(name: string): Promise<unknown> {
    let made = this.namespaces.get(name)
    if (made === undefined) {
      const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
      made = this.kube.send('POST', '/api/v1/namespaces', namespace)
      this.namespaces.set(name, made)
    }
    return made
  }
}

function resultOf({ status, body, warnings }: Answer): DryRunResult {
  const details = body['details'] as { causes?: readonly { reason?: string; field?: string }[] } | undefined
  const causes = details?.causes?.map(({ reason = '', field = '' }) => `${reason} ${field}`)
  const isTaken = status < 300
  return {
    isTaken,
    causes: isTaken ? [] : (causes ?? [body.message ?? String(status)]),
    warnings,
    stored: body,
  }
}

/** Servers by the definitions they hold: streams of one release share one. */
export class Servers {
  private readonly servers = new Map<string, Promise<{ server: ApiServer; dryRun: DryRun }>>()

  async with(definitions: readonly KubeObject[]): Promise<DryRun> {
    const key = createHash('sha256').update(JSON.stringify(definitions)).digest('hex')
    let started = this.servers.get(key)
    if (started === undefined) {
      await this.stop()
      started = start(definitions)
      this.servers.set(key, started)
    }
    return (await started).dryRun
  }

  async stop(): Promise<void> {
    for (const started of this.servers.values()) await (await started).server.stop()
    this.servers.clear()
  }
}

async function start(definitions: readonly KubeObject[]): Promise<{ server: ApiServer; dryRun: DryRun }> {
  const server = await startApiServer({ disableAdmission: ['ServiceAccount'] })
  const kube = kubeOf(server)
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
  const names: string[] = []
  for (const definition of definitions) {
    const name = definition.metadata?.name ?? ''
    const query = '?fieldManager=relocate&force=true'
    const { status } = await kube.send(
      'PATCH',
      `${path}/${name}${query}`,
      definition,
      'application/apply-patch+yaml',
    )
    if (status < 300) names.push(name)
  }
  for (const name of names) await untilEstablished(kube, `${path}/${name}`)
  return { server, dryRun: new DryRun(server) }
}

async function untilEstablished(kube: Kube, path: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const { body } = await kube.send('GET', path)
    const { conditions } = (body['status'] ?? {}) as {
      conditions?: { type: string; status: string }[] | null
    }
    if (conditions?.some(({ type, status }) => type === 'Established' && status === 'True') === true) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
