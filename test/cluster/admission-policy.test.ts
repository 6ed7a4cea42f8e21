import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

import type { PartialConfig } from '../../src/config/config.ts'
import { layouts } from '../../src/rules/layout.ts'
import { mapping } from '../rules/rules.ts'
import { isAvailable, startApiServer, whyNot, type ApiServer } from './api-server.ts'
import { everyImage, everyRule } from './every-rule.ts'
import { isSound, ruleCase, spellingsOfReferences } from './generated-rules.ts'
import { forEach, kubeOf, until, makeNamespace, type Kube } from './kube.ts'
import { dryRun, enforce, exported, imagesOf, inNamespace, podOf, specOf, targetOf } from './policy-bench.ts'

const suite = isAvailable ? describe : describe.skip

suite(isAvailable ? 'a mutating admission policy' : `a mutating admission policy (${whyNot})`, () => {
  let server: ApiServer
  let kube: Kube

  beforeAll(async () => {
    server = await startApiServer({
      features: ['MutatingAdmissionPolicy'],
      apis: ['admissionregistration.k8s.io/v1beta1'],
    })
    kube = kubeOf(server)
    await makeNamespace(kube, 'every')
    await enforce(kube, 'every', exported('admission-policy', everyRule).text, podOf(['nginx']))
  })
  afterAll(() => server.stop())

  /** What the policy makes of images, 30 in a pod. */
  async function throughPolicy(
    namespace: string,
    images: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const results = new Map<string, string>()
    const pods = Array.from({ length: Math.ceil(images.length / 30) }, (_, at) =>
      images.slice(at * 30, at * 30 + 30),
    )
    await forEach(pods, async pod => {
      const relocated = imagesOf(specOf(await dryRun(kube, namespace, podOf(pod))))
      pod.forEach((image, at) => results.set(image, relocated[at] ?? ''))
    })
    return results
  }

  const expectedOf = (config: PartialConfig, images: readonly string[]) =>
    new Map(images.map(image => [image, targetOf(config)(image)]))

  test.each(layouts)('decides as the program does, layout %s', async layout => {
    const config = { ...everyRule, layout }
    await makeNamespace(kube, layout)
    await enforce(kube, layout, exported('admission-policy', config).text, podOf(['quay.io/a/b']))
    expect(await throughPolicy(layout, everyImage)).toEqual(expectedOf(config, everyImage))
  })

  test('reads every spelling of a reference, and leaves alone what is none', async () => {
    const taken = spellingsOfReferences()
    expect(taken.length).toBeGreaterThan(100)
    expect(await throughPolicy('every', taken)).toEqual(expectedOf(everyRule, taken))
  })

  test('changes nothing the second time', async () => {
    const once = specOf(await dryRun(kube, 'every', podOf(everyImage)))
    const { containers = [], imagePullSecrets = [] } = once
    const again = specOf(await dryRun(kube, 'every', podOf([], { containers, imagePullSecrets })))
    expect(again.containers).toEqual(containers)
    expect(again.imagePullSecrets).toEqual(imagePullSecrets)
  })

  test('relocates init containers, sidecars and image volumes', async () => {
    const spec = specOf(
      await dryRun(
        kube,
        'every',
        podOf(['quay.io/a/main:1'], {
          initContainers: [
            { name: 'first', image: 'nginx:1' },
            { name: 'sidecar', image: 'quay.io/a/sidecar', restartPolicy: 'Always' } as { name: string },
          ],
          volumes: [
            { name: 'none', emptyDir: {} } as { name: string },
            { name: 'models', image: { reference: 'quay.io/prometheus/models:v1' } },
          ],
        }),
      ),
    )
    expect(imagesOf(spec)).toEqual(['reg.internal:5000/m/a/main:1'])
    expect(spec.initContainers?.map(({ image }) => image)).toEqual([
      'reg.internal:5000/web/nginx:1',
      'reg.internal:5000/m/a/sidecar',
    ])
    expect(spec.volumes?.[1]?.image?.reference).toBe('reg.internal:5000/prom/models:v1')
  })

  const both = [{ name: 'myregistrykey' }, { name: 'second' }]

  test.each([
    ['a pod without', undefined, both],
    ['a pod with an empty list', [], both],
    ['a pod with others', [{ name: 'other' }], [{ name: 'other' }, ...both]],
    [
      'a pod that has one of them',
      [{ name: 'second' }, { name: 'x' }],
      [...both.slice(1), { name: 'x' }, ...both.slice(0, 1)],
    ],
    ['a pod that has both', both.toReversed(), both.toReversed()],
  ])('gives pull secrets to %s', async (_, before, after) => {
    const pod = podOf(['nginx'], before === undefined ? {} : { imagePullSecrets: before })
    expect(specOf(await dryRun(kube, 'every', pod)).imagePullSecrets).toEqual(after)
  })

  test('keeps the pull secrets of the account, which a list in a manifest would hide', async () => {
    await kube.apply({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'robot', namespace: 'every' },
      imagePullSecrets: [{ name: 'of-the-account' }],
    })
    const pod = podOf(['nginx'], { serviceAccountName: 'robot' })
    expect(specOf(await dryRun(kube, 'every', pod)).imagePullSecrets).toEqual([
      { name: 'of-the-account' },
      ...both,
    ])
  })

  test('gives no pull secrets to a pod whose images are all excluded', async () => {
    expect(
      specOf(await dryRun(kube, 'every', podOf(['keepme:1', 'quay.io/secret/a']))).imagePullSecrets,
    ).toBeUndefined()
  })

  test('relocates ephemeral containers as they are added, and only those', async () => {
    const path = '/api/v1/namespaces/every/pods'
    const { status, body } = await kube.send('POST', path, podOf(['nginx']))
    expect(status).toBe(201)
    const debug = async (...images: readonly string[]) => {
      const ephemeralContainers = images.map((image, index) => ({ name: `debug-${index}`, image }))
      const patch = { spec: { ephemeralContainers } }
      const type = 'application/strategic-merge-patch+json'
      const at = `${path}/${body.metadata?.name ?? ''}/ephemeralcontainers`
      return specOf(await kube.send('PATCH', at, patch, type)).ephemeralContainers?.map(({ image }) => image)
    }
    expect(await debug('quay.io/a/debug:1')).toEqual(['reg.internal:5000/m/a/debug:1'])
    const images = await debug('reg.internal:5000/m/a/debug:1', 'quay.io/prometheus/tool')
    expect(new Set(images)).toEqual(new Set(['reg.internal:5000/m/a/debug:1', 'reg.internal:5000/prom/tool']))
  })

  test('leaves pods alone that are changed, and those of the system', async () => {
    await makeNamespace(kube, 'kube-system').catch(() => undefined)
    const policy = exported('admission-policy', everyRule).text
    expect(policy).toMatch(/operator: NotIn\n +values:\n +- kube-system\n +- kube-public/)
    const path = '/api/v1/namespaces/plain/pods'
    await makeNamespace(kube, 'plain')
    const { body } = await kube.send('POST', path, podOf(['nginx']))
    await enforce(kube, 'plain', policy, podOf(['nginx']))
    const labels = { metadata: { labels: { changed: 'yes' } } }
    const changed = await kube.send(
      'PATCH',
      `${path}/${body.metadata?.name ?? ''}`,
      labels,
      'application/merge-patch+json',
    )
    expect(imagesOf(specOf(changed))).toEqual(['nginx'])
  })

  test('takes 40 containers with long names and hundreds of rules within the limits of the API server', async () => {
    const digest = `@sha256:${'a'.repeat(64)}`
    const images = Array.from(
      { length: 40 },
      (_, at) => `registry-${at}.example.com/${'long-name/'.repeat(15)}app:v${at}${digest}`,
    )
    const config: PartialConfig = {
      registry: 'reg.internal:5000/m',
      layout: 'full',
      mirrors: Array.from({ length: 300 }, (_, at) =>
        mapping(`host-${at}.example.com/team=reg.internal:5000/t${at}`),
      ),
      images: Array.from({ length: 300 }, (_, at) =>
        mapping(`quay.io/a/image-${at}:1=reg.internal:5000/i${at}`),
      ),
      exclude: Array.from({ length: 30 }, (_, at) => `quay.io/*/keep-${at}`),
      imagePullSecrets: ['key'],
    }
    await makeNamespace(kube, 'many')
    await enforce(kube, 'many', exported('admission-policy', config).text, podOf(['nginx']))
    const answer = await dryRun(kube, 'many', podOf(images))
    expect(imagesOf(specOf(answer))).toEqual(images.map(targetOf(config)))
  })

  test('follows a change of the policy', async () => {
    await makeNamespace(kube, 'changing')
    const pod = podOf(['nginx:1', 'quay.io/a/b'])
    for (const registry of ['first.internal', 'second.internal:5000/x', 'third.internal/y']) {
      await enforce(kube, 'changing', exported('admission-policy', { registry }).text, pod)
      expect(imagesOf(specOf(await dryRun(kube, 'changing', pod)))).toEqual(
        ['nginx:1', 'quay.io/a/b'].map(targetOf({ registry })),
      )
    }
  })

  test('adds pull secrets alone when there are no rules', async () => {
    await makeNamespace(kube, 'secrets')
    const { text } = exported('admission-policy', { imagePullSecrets: ['key'] })
    for (const object of inNamespace('secrets', text)) await kube.apply(object)
    const ask = async () => specOf(await dryRun(kube, 'secrets', podOf(['nginx'])))
    const spec = await until(ask, ({ imagePullSecrets }) => imagePullSecrets !== undefined)
    expect([spec.imagePullSecrets, imagesOf(spec)]).toEqual([[{ name: 'key' }], ['nginx']])
  })

  test('decides as the program does, whatever the rules and the images', async () => {
    const cases = fc.sample(ruleCase, { numRuns: 400, seed: Number(process.env['SEED'] ?? 20_261_126) })
    const sound = cases.filter(({ config }) => isSound(config)).slice(0, 40)
    expect(sound.length).toBe(40)
    await forEach(
      sound.map((one, at) => ({ ...one, namespace: `generated-${at}` })),
      async ({ config, images, namespace }) => {
        await makeNamespace(kube, namespace)
        const sentinel: PartialConfig = {
          ...config,
          images: [...(config.images ?? []), mapping('sentinel.invalid/x=seen.invalid/x')],
        }
        await enforce(
          kube,
          namespace,
          exported('admission-policy', sentinel).text,
          podOf(['sentinel.invalid/x']),
        )
        expect({ config, images: await throughPolicy(namespace, images) }).toEqual({
          config,
          images: expectedOf(sentinel, images),
        })
      },
    )
  })
})
