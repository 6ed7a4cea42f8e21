import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

import type { PartialConfig } from '../../src/config/config.ts'
import { mergeConfigs } from '../../src/config/merge.ts'
import { findImages } from '../../src/find/find.ts'
import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import { isReadable } from '../../src/output/export/policy/resource-images.ts'
import { formatReference } from '../../src/reference/reference.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { policyOf } from '../../src/verify/policy.ts'
import { folders, readIn } from '../golden/folder.ts'
import { isAvailable, startApiServer, whyNot, type ApiServer } from './api-server.ts'
import { forEach, kubeOf, objectsOf, until, makeNamespace, type Kube, type KubeObject } from './kube.ts'
import { dryRun, exported, inNamespace, podOf } from './policy-bench.ts'

const suite = isAvailable ? describe : describe.skip

const config: PartialConfig = {
  registry: 'reg.internal:5000/m',
  mirrors: [{ source: 'quay.io/prometheus', target: 'reg.internal:5000/prom' }],
  exclude: ['registry.k8s.io/**'],
  accept: [
    { code: 'IMAGE_LEAK', image: 'ghcr.io/accepted/*' },
    { code: 'IMAGE_LEAK', object: 'CassandraDatacenter/accepted-*', reason: 'a test' },
  ],
}

/** Custom resources of the golden folders, each with a name of its own. */
const resources: readonly KubeObject[] = folders.flatMap(folder => {
  const text = readIn(folder, 'input.yaml') ?? ''
  return objectsOrNone(text).filter(
    ({ apiVersion = '', kind = '', metadata }) =>
      builtInFieldSpecs.some(
        row =>
          row.group.includes('.') &&
          row.kind === kind &&
          apiVersion.startsWith(`${row.group}/`) &&
          isReadable(row),
      ) && metadata !== null,
  )
})

suite(isAvailable ? 'a validating admission policy' : `a validating admission policy (${whyNot})`, () => {
  let server: ApiServer
  let kube: Kube

  beforeAll(async () => {
    server = await startApiServer()
    kube = kubeOf(server)
    for (const action of ['warn', 'deny', 'audit'] as const) {
      await makeNamespace(kube, action)
      const { text } = exported('validating-policy', config, action)
      for (const object of inNamespace(action, text)) await kube.apply(object)
    }
    await until(
      () => dryRun(kube, 'deny', podOf(['nginx'])),
      ({ status }) => status === 422,
    )
    await until(
      () => dryRun(kube, 'warn', podOf(['nginx'])),
      ({ warnings }) => warnings.length > 0,
    )
  })
  afterAll(() => server.stop())

  const fine = ['reg.internal:5000/m/a/b:1', 'registry.k8s.io/pause:3', 'ghcr.io/accepted/tool', 'auto']

  test('lets pass what is at a target, excluded or accepted', async () => {
    for (const namespace of ['warn', 'deny']) {
      const { status, warnings } = await dryRun(kube, namespace, podOf(fine))
      expect({ status, warnings }).toEqual({ status: 201, warnings: [] })
    }
  })

  test('denies a pod with an image outside, and says which and where it belongs', async () => {
    const { status, body } = await dryRun(
      kube,
      'deny',
      podOf([...fine, 'nginx:1.25', 'quay.io/prometheus/node-exporter']),
    )
    expect(status).toBe(422)
    expect(body.message).toContain('nginx:1.25 (use reg.internal:5000/m/library/nginx:1.25)')
    expect(body.message).toContain(
      'quay.io/prometheus/node-exporter (use reg.internal:5000/prom/node-exporter)',
    )
    expect(body.message).toContain('relocate the manifest with k8ssandra-relocate')
  })

  test('warns of the same, and lets the pod pass', async () => {
    const { status, warnings } = await dryRun(kube, 'warn', podOf(['nginx:1.25']))
    expect(status).toBe(201)
    expect(warnings.join()).toContain('nginx:1.25 (use reg.internal:5000/m/library/nginx:1.25)')
  })

  test('audits without a word to the user', async () => {
    const { status, warnings } = await dryRun(kube, 'audit', podOf(['nginx:1.25']))
    expect({ status, warnings }).toEqual({ status: 201, warnings: [] })
  })

  test('looks at init containers and image volumes', async () => {
    const inside = ['reg.internal:5000/m/x']
    const init = podOf(inside, { initContainers: [{ name: 'i', image: 'quay.io/a/init' }] })
    const volume = podOf(inside, { volumes: [{ name: 'v', image: { reference: 'quay.io/a/data:1' } }] })
    for (const pod of [init, volume]) expect((await dryRun(kube, 'deny', pod)).status).toBe(422)
  })

  test('denies texts that are not references', async () => {
    const { status, body } = await dryRun(kube, 'deny', podOf(['Not/An:Image']))
    expect(status).toBe(422)
    expect(body.message).toContain('not an image reference: Not/An:Image')
  })

  test('lets an older pod be changed, but not to another image outside', async () => {
    await makeNamespace(kube, 'old')
    const path = '/api/v1/namespaces/old/pods'
    const { body } = await kube.send('POST', path, podOf(['nginx:1']))
    for (const object of inNamespace('old', exported('validating-policy', config, 'deny').text))
      await kube.apply(object)
    await until(
      () => dryRun(kube, 'old', podOf(['nginx'])),
      ({ status }) => status === 422,
    )
    const patch = (change: object) =>
      kube.send(
        'PATCH',
        `${path}/${body.metadata?.name ?? ''}`,
        change,
        'application/strategic-merge-patch+json',
      )
    expect((await patch({ metadata: { labels: { a: 'b' } } })).status).toBe(200)
    expect((await patch({ spec: { containers: [{ name: 'c0', image: 'nginx:2' }] } })).status).toBe(422)
    expect(
      (await patch({ spec: { containers: [{ name: 'c0', image: 'reg.internal:5000/m/x' }] } })).status,
    ).toBe(200)
    const debug = { spec: { ephemeralContainers: [{ name: 'd', image: 'nginx:2' }] } }
    const at = `${path}/${body.metadata?.name ?? ''}/ephemeralcontainers`
    expect((await kube.send('PATCH', at, debug, 'application/strategic-merge-patch+json')).status).toBe(422)
  })

  describe('of custom resources', () => {
    const plurals = new Map<string, string>()

    beforeAll(async () => {
      for (const { apiVersion = '', kind = '' } of resources) {
        const plural = `${kind.toLowerCase()}s`
        if (plurals.has(apiVersion + kind)) continue
        plurals.set(apiVersion + kind, plural)
        await kube.apply(definition(apiVersion, kind, plural, resources)).catch((error: unknown) => {
          throw error
        })
      }
    })

    const send = async (object: KubeObject, namespace: string, name: string) => {
      const { apiVersion = '', kind = '', metadata } = object
      const path = `/apis/${apiVersion}/namespaces/${namespace}/${plurals.get(apiVersion + kind) ?? ''}?dryRun=All`
      const labelled = { ...object, metadata: { ...metadata, name, namespace } }
      return until(
        () => kube.send('POST', path, labelled),
        ({ status }) => status !== 404,
      )
    }

    test('finds the images that the program finds, in every golden folder', async () => {
      expect(resources.length).toBeGreaterThan(30)
      const seen = new Set<string>()
      await forEach(
        resources.map((object, at) => ({ object, name: `resource-${at}` })),
        async ({ object, name }) => {
          const answer = await send(object, 'warn', name)
          if (answer.status >= 300) throw new Error(`${JSON.stringify(object)}: ${answer.body.message ?? ''}`)
          const said = answer.warnings.filter(text => text.includes('outside of the registries')).join()
          const outside = Array.from(said.matchAll(/(?:: |, )(\S+) \((?:use|no rule)/g), ([, image]) => image)
          const expected = outsideOf({ ...object, metadata: { ...object.metadata, name } })
          expect({ object, outside: new Set(outside) }).toEqual({ object, outside: new Set(expected) })
          if (expected.length > 0) seen.add(object.kind ?? '')
        },
      )
      expect(seen.size).toBeGreaterThan(8)
    })

    test('honours an accepted object', async () => {
      const datacenter = resources.find(({ kind }) => kind === 'CassandraDatacenter') ?? {}
      const outside = { ...datacenter, spec: { serverImage: 'quay.io/a/b:1' } }
      expect((await send(outside, 'deny', 'accepted-one')).status).toBe(201)
      expect((await send(outside, 'deny', 'another')).status).toBe(422)
    })
  })
})

function objectsOrNone(text: string): readonly KubeObject[] {
  try {
    return objectsOf(text).filter(object => object !== null && typeof object === 'object')
  } catch {
    return []
  }
}

/** Images outside, in fields that expressions can read, as `verify` finds them. */
function outsideOf(object: KubeObject): readonly string[] {
  const whole = mergeConfigs({ ...config, exclude: [...(config.exclude ?? []), 'ghcr.io/accepted/*'] })
  const { isAllowed } = policyOf(createRuleSet(whole).ruleSet, whole)
  return findImages(JSON.stringify(object), builtInFieldSpecs)
    .images.filter(({ spec }) => spec !== undefined && isReadable(spec))
    .filter(({ finding }) => !/\/(?:env|args|command)\b/.test(finding.path))
    .filter(({ finding }) => finding.container === undefined || /\/image(?:\/reference)?$/.test(finding.path))
    .filter(({ finding }) => !isAllowed(finding.reference) && !isAllowed(finding.reference))
    .map(({ finding }) => formatReference(finding.reference))
}

/** A definition that takes any object of the kind, in every version that is used. */
function definition(
  apiVersion: string,
  kind: string,
  plural: string,
  all: readonly KubeObject[],
): KubeObject {
  const group = apiVersion.split('/')[0] ?? ''
  const versions = new Set(
    all
      .filter(other => other.kind === kind && other.apiVersion?.startsWith(`${group}/`) === true)
      .map(other => other.apiVersion?.split('/')[1] ?? ''),
  )
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${group}`,
      annotations: { 'api-approved.kubernetes.io': 'unapproved, a test' },
    },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural },
      versions: Array.from(versions, (name, at) => ({
        name,
        served: true,
        storage: at === 0,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      })),
    },
  }
}
