import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'

import { hasNewestServer, newestServer, newestVersion } from '../../scripts/kubernetes/assets.ts'
import { layouts } from '../../src/rules/layout.ts'
import { isAvailable, startApiServer, whyNot, type ApiServer } from './api-server.ts'
import { everyImage, everyRule } from './every-rule.ts'
import { kubeOf, makeNamespace, until, type Kube } from './kube.ts'
import { dryRun, enforce, exported, imagesOf, inNamespace, podOf, specOf, targetOf } from './policy-bench.ts'

const isPossible = isAvailable && hasNewestServer()
const suite = isPossible ? describe : describe.skip
const missing = isAvailable ? `needs ${newestServer}: npm run build:kubernetes` : whyNot
const kubernetes = Number(newestVersion.split('.')[1])

suite(isPossible ? `policies as v1 in Kubernetes ${newestVersion}` : `policies as v1 (${missing})`, () => {
  let server: ApiServer
  let kube: Kube

  beforeAll(async () => {
    // Neither a feature gate nor a runtime configuration: v1 is there by default.
    server = await startApiServer({ program: newestServer })
    kube = kubeOf(server)
  })
  afterAll(() => server.stop())

  const policyOf = (layout: (typeof layouts)[number]) => {
    const { text } = exported('admission-policy', { ...everyRule, layout }, 'deny', { kubernetes })
    expect(text).toContain('apiVersion: admissionregistration.k8s.io/v1\n')
    return text
  }

  test.each(layouts)(
    'decide as the program does, add secrets, and change nothing twice, layout %s',
    async layout => {
      await makeNamespace(kube, layout)
      await enforce(kube, layout, policyOf(layout), podOf(['quay.io/a/b']))
      const once = specOf(await dryRun(kube, layout, podOf(everyImage)))
      expect(imagesOf(once)).toEqual(everyImage.map(targetOf({ ...everyRule, layout })))
      expect(once.imagePullSecrets).toEqual([{ name: 'myregistrykey' }, { name: 'second' }])
      const { containers = [], imagePullSecrets = [] } = once
      const again = specOf(await dryRun(kube, layout, podOf([], { containers, imagePullSecrets })))
      expect([again.containers, again.imagePullSecrets]).toEqual([containers, imagePullSecrets])
    },
  )

  test('relocate init containers, image volumes and ephemeral containers', async () => {
    await makeNamespace(kube, 'kinds')
    await enforce(kube, 'kinds', policyOf('preserve'), podOf(['quay.io/a/b']))
    const path = '/api/v1/namespaces/kinds/pods'
    const pod = podOf(['quay.io/a/main:1'], {
      initContainers: [{ name: 'first', image: 'nginx:1' }],
      volumes: [{ name: 'models', image: { reference: 'quay.io/prometheus/models:v1' } }],
    })
    const made = await kube.send('POST', path, pod)
    const spec = specOf(made)
    expect(spec.initContainers?.[0]?.image).toBe('reg.internal:5000/web/nginx:1')
    expect(spec.volumes?.[0]?.image?.reference).toBe('reg.internal:5000/prom/models:v1')
    const patch = { spec: { ephemeralContainers: [{ name: 'debug', image: 'quay.io/a/debug:1' }] } }
    const type = 'application/strategic-merge-patch+json'
    const at = `${path}/${made.body.metadata?.name ?? ''}/ephemeralcontainers`
    // The server reads the second policy in its own time.
    const ask = async () =>
      specOf(await kube.send('PATCH', `${at}?dryRun=All`, patch, type)).ephemeralContainers ?? []
    const added = await until(ask, ([first]) => first?.image !== 'quay.io/a/debug:1')
    expect(added.map(({ image }) => image)).toEqual(['reg.internal:5000/m/a/debug:1'])
  })

  test('deny what is outside', async () => {
    await makeNamespace(kube, 'denied')
    const { text } = exported('validating-policy', everyRule, 'deny', { kubernetes })
    for (const object of inNamespace('denied', text)) await kube.apply(object)
    const answer = await until(
      () => dryRun(kube, 'denied', podOf(['quay.io/a/b:1'])),
      ({ status }) => status >= 400,
    )
    expect(answer.body.message).toContain('quay.io/a/b:1 (use reg.internal:5000/m/a/b:1)')
    expect((await dryRun(kube, 'denied', podOf(['reg.internal:5000/m/a']))).status).toBeLessThan(300)
  })
})
