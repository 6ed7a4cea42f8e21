import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { stringify } from 'yaml'

import { hasKyverno, kyvernoProgram } from '../../scripts/kyverno/program.ts'
import type { PartialConfig } from '../../src/config/config.ts'
import { layouts } from '../../src/rules/layout.ts'
import { mapping } from '../rules/rules.ts'
import { everyImage, everyRule } from './every-rule.ts'
import { isSound, ruleCase, spellingsOfReferences } from './generated-rules.ts'
import { objectsOf, type KubeObject } from './kube.ts'
import { exported, imagesOf, podOf, targetOf, type PodSpec } from './policy-bench.ts'

/** The YAML that the command line writes holds no others. */
const spellings = spellingsOfReferences().filter(text => /^[\x21-\x7e]+$/.test(text))

const suite = hasKyverno ? describe : describe.skip

suite(hasKyverno ? 'Kyverno' : `Kyverno (needs ${kyvernoProgram}: npm run build:kyverno, or KYVERNO)`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'relocate-kyverno-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Applies the policies that change objects, or those that look at them: what Kyverno writes and says. */
  function apply(
    what: 'mutate' | 'validate',
    config: PartialConfig,
    object: object,
    { kyverno = 19, operation = 'CREATE', rewrite = (text: string) => text } = {},
  ) {
    const policies = objectsOf(exported('kyverno', config, 'deny', { kyverno }).text).filter(
      policy => /mutat(?:e|ions)"/.test(JSON.stringify(policy)) === (what === 'mutate'),
    )
    const [policy, resource, output] = ['policy.yaml', 'resource.yaml', 'output.yaml'].map(name =>
      join(folder, name),
    ) as [string, string, string]
    writeFileSync(policy, rewrite(policies.map(one => stringify(one, { lineWidth: 0 })).join('---\n')))
    writeFileSync(resource, JSON.stringify(object))
    rmSync(output, { force: true })
    const run = spawnSync(
      kyvernoProgram,
      [
        ...['apply', policy, '--resource', resource, '--policy-report', '-o', output],
        ...(operation === 'CREATE' ? [] : ['--set', `request.operation=${operation}`]),
      ],
      { encoding: 'utf8' },
    )
    if (run.error !== undefined) throw run.error
    const said = run.stdout + run.stderr
    expect(said).not.toMatch(/Policies Skipped|result: error/)
    return { said, read: () => objectsOf(readFileSync(output, 'utf8')).filter(Boolean) }
  }

  const podWith = (images: readonly string[], spec: PodSpec = {}): KubeObject => ({
    ...podOf(images, spec),
    metadata: { name: 'pod', namespace: 'demo' },
  })

  /** Releases of Kyverno, by the kinds of policies that they have. */
  describe.each([
    ['MutatingPolicy and ValidatingPolicy', 19],
    ['ClusterPolicy', 15],
  ])('as %s', (_, kyverno) => {
    const relocated = (config: PartialConfig, images: readonly string[], spec: PodSpec = {}): PodSpec => {
      const [pod] = apply('mutate', config, podWith(images, spec), { kyverno }).read()
      return pod?.['spec'] as PodSpec
    }

    test.each(layouts)('relocates a pod as the program does, layout %s', layout => {
      const config = { ...everyRule, layout }
      const spec = relocated(config, everyImage)
      expect(imagesOf(spec)).toEqual(everyImage.map(targetOf(config)))
      expect(spec.imagePullSecrets).toEqual([{ name: 'myregistrykey' }, { name: 'second' }])
    })

    test('reads every spelling of a reference, and leaves alone what is none', () => {
      const config: PartialConfig = { ...everyRule, layout: 'full' }
      expect(imagesOf(relocated(config, spellings))).toEqual(spellings.map(targetOf(config)))
    })

    test('decides as the program does, whatever the rules and the images', () => {
      const cases = fc.sample(ruleCase, { numRuns: 60, seed: Number(process.env['SEED'] ?? 20_261_126) })
      const sound = cases.filter(({ config }) => isSound(config)).slice(0, 5)
      expect(sound).toHaveLength(5)
      for (const { config, images } of sound)
        expect({ config, images: imagesOf(relocated(config, images)) }).toEqual({
          config,
          images: images.map(targetOf(config)),
        })
    })

    test('changes nothing the second time', () => {
      const once = relocated(everyRule, everyImage)
      const again = relocated(everyRule, [], once)
      expect(again).toEqual(once)
    })

    test('relocates init containers and image volumes', () => {
      const spec = relocated(everyRule, ['quay.io/a/main:1'], {
        initContainers: [{ name: 'first', image: 'nginx:1' }],
        volumes: [
          { name: 'none', emptyDir: {} } as { name: string },
          { name: 'models', image: { reference: 'quay.io/prometheus/models:v1' } },
        ],
      })
      expect(spec.initContainers?.[0]?.image).toBe('reg.internal:5000/web/nginx:1')
      expect(spec.volumes?.[1]?.image?.reference).toBe('reg.internal:5000/prom/models:v1')
    })

    test.each([
      ['others', [{ name: 'other' }, { name: 'second' }], ['other', 'second', 'myregistrykey']],
      ['an empty list', [], ['myregistrykey', 'second']],
      ['both', [{ name: 'second' }, { name: 'myregistrykey' }], ['second', 'myregistrykey']],
    ])('appends pull secrets to %s without doubles', (_name, imagePullSecrets, names) => {
      const spec = relocated(everyRule, ['nginx'], { imagePullSecrets })
      expect(spec.imagePullSecrets?.map(({ name }) => name)).toEqual(names)
    })

    test('gives no pull secrets to a pod whose images are all excluded', () => {
      const { said } = apply('mutate', everyRule, podWith(['keepme:1', 'quay.io/secret/a']), { kyverno })
      expect(said).not.toContain('myregistrykey')
    })

    test('takes 40 containers and hundreds of rules', () => {
      const images = Array.from({ length: 40 }, (_item, at) => `registry-${at}.example.com/team/app:v${at}`)
      const config: PartialConfig = {
        registry: 'reg.internal:5000/m',
        layout: 'full',
        mirrors: Array.from({ length: 200 }, (_item, at) =>
          mapping(`registry-${at}.example.com/team=reg.internal:5000/t${at}`),
        ),
        exclude: Array.from({ length: 30 }, (_item, at) => `quay.io/*/keep-${at}`),
      }
      expect(imagesOf(relocated(config, images))).toEqual(images.map(targetOf(config)))
    })

    test('denies a pod outside, and says where the image belongs', () => {
      const { said } = apply('validate', everyRule, podWith(['quay.io/a/b:1']), { kyverno })
      expect(said).toMatch(/quay\.io\/a\/b:1\s+\(use\s+reg\.internal:5000\/m\/a\/b:1\)/)
      expect(said).toContain('result: fail')
    })

    test('lets a pod pass whose images are at their targets or excluded', () => {
      const pod = podWith(['reg.internal:5000/m/a', 'keepme:1'])
      const { said } = apply('validate', everyRule, pod, { kyverno })
      expect(said).toContain('result: pass')
      expect(said).not.toMatch(/result: (?:fail|error)/)
    })

    test('denies a datacenter with an image outside, unless it is accepted', () => {
      const datacenter = {
        apiVersion: 'cassandra.datastax.com/v1beta1',
        kind: 'CassandraDatacenter',
        metadata: { name: 'dc1', namespace: 'demo' },
        spec: { serverImage: 'docker.io/k8ssandra/cass-management-api:4.0.3' },
      }
      const { said } = apply('validate', everyRule, datacenter, { kyverno })
      expect(said).toMatch(/use\s+reg\.internal:5000\/m\/k8ssandra\/cass-management-api:4\.0\.3/)
      const accept = [{ code: 'IMAGE_LEAK', object: 'CassandraDatacenter/dc1', reason: 'known' }] as const
      const accepted = apply('validate', { ...everyRule, accept }, datacenter, { kyverno })
      expect(accepted.said).not.toContain('result: fail')
    })
  })

  test('relocates ephemeral containers as they are added, and only those', () => {
    // The command line has no requests for subresources, and what was before is what is now: the rule is run for the pod,
    // once with that, once without.
    const forPod = (text: string) => text.replaceAll('Pod/ephemeralcontainers', 'Pod')
    const asAdded = (text: string) =>
      forPod(text).replaceAll('request.oldObject.spec', 'request.oldObject.none')
    const pod = podWith(['nginx'], {
      ephemeralContainers: [
        { name: 'debug', image: 'quay.io/a/debug:1' },
        { name: 'keep', image: 'reg.internal:5000/m/x' },
      ],
    })
    const changed = (rewrite: (text: string) => string) => {
      // Of several policies, the last has the last word.
      const pods = apply('mutate', everyRule, pod, { kyverno: 15, operation: 'UPDATE', rewrite }).read()
      const { containers, ephemeralContainers } = pods.at(-1)?.['spec'] as PodSpec
      expect(containers?.map(({ image }) => image)).toEqual(['nginx'])
      return ephemeralContainers?.map(({ image }) => image)
    }
    expect(changed(asAdded)).toEqual(['reg.internal:5000/m/a/debug:1', 'reg.internal:5000/m/x'])
    expect(changed(forPod)).toEqual(['quay.io/a/debug:1', 'reg.internal:5000/m/x'])
  })

  test('is of the kind that the release has', () => {
    const kinds = (kyverno: number) =>
      new Set(
        objectsOf(exported('kyverno', everyRule, 'warn', { kyverno }).text).map(
          one => `${one.apiVersion} ${one.kind}`,
        ),
      )
    expect(kinds(19)).toEqual(
      new Set(['policies.kyverno.io/v1 MutatingPolicy', 'policies.kyverno.io/v1 ValidatingPolicy']),
    )
    expect(kinds(16)).toEqual(
      new Set(['policies.kyverno.io/v1beta1 MutatingPolicy', 'policies.kyverno.io/v1beta1 ValidatingPolicy']),
    )
    expect(kinds(15)).toEqual(new Set(['kyverno.io/v1 ClusterPolicy']))
    expect(exported('kyverno', everyRule, 'warn', { kyverno: 10 }).problems).toMatchObject([
      { code: 'USAGE_INVALID' },
    ])
    expect(exported('kyverno', everyRule, 'warn', { kyverno: 12 }).problems).toContainEqual(
      expect.objectContaining({ code: 'EXPORT_LIMITED', message: expect.stringContaining('cannot warn') }),
    )
    // Kyverno takes such texts for references of its own.
    expect(exported('kyverno', everyRule, 'deny', { kyverno: 15 }).text).not.toContain('$(')
  })
})
