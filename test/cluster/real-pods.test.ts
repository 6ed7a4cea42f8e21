import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import fastGlob from 'fast-glob'

import { mergeConfigs } from '../../src/config/merge.ts'
import type { PartialConfig } from '../../src/config/config.ts'
import { relocate } from '../../src/relocate.ts'
import { severityOf } from '../../src/problem.ts'
import { configIn, folders, readIn } from '../golden/folder.ts'
import { layouts } from '../../src/rules/layout.ts'
import { isAvailable, startApiServer, whyNot, type ApiServer } from './api-server.ts'
import { forEach, kubeOf, objectsOf, makeNamespace, type Kube } from './kube.ts'
import { dryRun, enforce, exported, podOf, specOf, targetOf, type PodSpec } from './policy-bench.ts'

const suite = isAvailable ? describe : describe.skip

/** Real renderings: those of the project, and more where `CORPUS` names a folder of them. */
const streams = fastGlob.sync([
  'testdata/{charts,streams}/**/*.{yaml,yml}',
  ...(process.env['CORPUS'] === undefined ? [] : [`${process.env['CORPUS']}/**/*.{yaml,yml}`]),
])

suite(isAvailable ? 'pods of real manifests' : `pods of real manifests (${whyNot})`, () => {
  let server: ApiServer
  let kube: Kube

  beforeAll(async () => {
    server = await startApiServer({
      features: ['MutatingAdmissionPolicy'],
      apis: ['admissionregistration.k8s.io/v1beta1'],
    })
    kube = kubeOf(server)
  })
  afterAll(() => server.stop())

  test.each(layouts)(
    'of every stream come out of the policy as the program relocates them, layout %s',
    async layout => {
      const config: PartialConfig = {
        registry: 'reg.internal:5000/k',
        layout,
        mirrors: [{ source: 'quay.io', target: 'reg.internal:5000/quay' }],
        exclude: ['k8s.gcr.io/**'],
        imagePullSecrets: ['myregistrykey'],
      }
      await makeNamespace(kube, layout)
      await enforce(kube, layout, exported('admission-policy', config).text, podOf(['nginx']))
      const specs = uniquePods(streams.flatMap(path => podsOf(readFileSync(path, 'utf8'))))
      expect(specs.length).toBeGreaterThan(20)
      await forEach(specs, spec => compare(layout, config, spec))
    },
  )

  test('of every golden folder come out of the policy of its configuration as the program relocates them', async () => {
    const golden = folders.flatMap(folder => {
      const specs = uniquePods(podsOf(readIn(folder, 'input.yaml') ?? ''))
      if (specs.length === 0 || !existsSync(`${folder}/expected.yaml`)) return []
      const { components: _chart, ...config } = configIn(folder)
      return [{ folder, specs, config }]
    })
    expect(golden.length).toBeGreaterThan(50)
    await forEach(
      golden.map((one, at) => ({ ...one, namespace: `golden-${at}` })),
      async ({ specs, config, namespace }) => {
        const sentinel = { source: 'sentinel.invalid/x', target: 'seen.invalid/x' }
        const withSentinel: PartialConfig = { ...config, images: [...config.images, sentinel] }
        await makeNamespace(kube, namespace)
        await enforce(
          kube,
          namespace,
          exported('admission-policy', withSentinel).text,
          podOf(['sentinel.invalid/x']),
        )
        for (const spec of specs) await compare(namespace, withSentinel, spec)
      },
    )
  })

  /** The pod through the API server, image by image as our rules decide, and as a whole as the filter relocates it. */
  async function compare(namespace: string, config: PartialConfig, spec: PodSpec): Promise<void> {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod', namespace }, spec }
    const answer = specOf(await dryRun(kube, namespace, pod))
    expect(imagesIn(answer)).toEqual(imagesIn(spec).map(image => image && targetOf(config)(image)))
    const { output, problems } = relocate(JSON.stringify(pod), mergeConfigs(config))
    if (problems.some(problem => /input|usage|policy/.test(severityOf(problem)))) return
    const relocated = objectsOf(output)[0]?.['spec'] as PodSpec
    expect({ images: imagesIn(answer), secrets: answer.imagePullSecrets ?? [] }).toEqual({
      images: imagesIn(relocated),
      secrets: relocated.imagePullSecrets ?? [],
    })
  }
})

/** Every image of a pod, in order; undefined where a field is empty. */
function imagesIn({
  containers = [],
  initContainers = [],
  volumes = [],
}: PodSpec): readonly (string | undefined)[] {
  return [
    ...containers.map(({ image }) => image),
    ...initContainers.map(({ image }) => image),
    ...volumes.map(({ image }) => image?.reference),
  ].filter(image => image !== undefined)
}

/** What is a pod by its shape, anywhere in a stream, stripped of what has nothing to do with images. */
function podsOf(text: string): readonly PodSpec[] {
  try {
    return objectsOf(text).flatMap(find)
  } catch {
    return []
  }
}

function find(value: unknown): readonly PodSpec[] {
  if (typeof value !== 'object' || value === null) return []
  const { containers } = value as { containers?: unknown }
  const isPod = Array.isArray(containers) && containers.length > 0 && containers.every(isContainer)
  const inner = Object.values(value).flatMap(find)
  return isPod ? [podFrom(value as PodSpec), ...inner] : inner
}

function isContainer(value: unknown): boolean {
  const { image } = (value ?? {}) as { image?: unknown }
  return typeof image === 'string' && image.trim() === image && image !== '' && !/\p{Cs}/u.test(image)
}

function podFrom({
  containers = [],
  initContainers = [],
  volumes = [],
  imagePullSecrets = [],
}: PodSpec): PodSpec {
  const plain = (prefix: string, list: readonly { readonly image?: string }[]) =>
    list.filter(isContainer).map(({ image }, at) => ({ name: `${prefix}${at}`, image: image ?? '' }))
  const images = (Array.isArray(volumes) ? (volumes as NonNullable<PodSpec['volumes']>) : []).filter(
    volume => typeof volume?.image?.reference === 'string',
  )
  const secrets = imagePullSecrets.filter(secret => typeof secret?.name === 'string')
  return {
    automountServiceAccountToken: false,
    containers: plain('c', containers),
    initContainers: plain('i', Array.isArray(initContainers) ? initContainers : []),
    volumes: images.map(({ image }, at) => ({
      name: `v${at}`,
      image: { reference: image?.reference ?? '' },
    })),
    ...(secrets.length === 0 ? {} : { imagePullSecrets: secrets.map(({ name }) => ({ name })) }),
  }
}

function uniquePods(specs: readonly PodSpec[]): readonly PodSpec[] {
  return Array.from(new Map(specs.map(spec => [JSON.stringify(spec), spec])).values())
}
