import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { stringify } from 'yaml'

import { hasKyverno, kyvernoProgram } from '../../scripts/kyverno/program.ts'
import type { PartialConfig } from '../../src/config/config.ts'
import { layouts } from '../../src/rules/layout.ts'
import { everyImage, everyRule } from './every-rule.ts'
import { objectsOf, type KubeObject } from './kube.ts'
import { exported, imagesOf, podOf, targetOf, type PodSpec } from './policy-bench.ts'

const suite = hasKyverno ? describe : describe.skip

suite(hasKyverno ? 'Kyverno' : `Kyverno (needs ${kyvernoProgram}: npm run build:kyverno, or KYVERNO)`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'relocate-kyverno-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Applies the policies of one kind to an object: what Kyverno writes and says. */
  function apply(kind: string, config: PartialConfig, object: object) {
    const policies = objectsOf(exported('kyverno', config).text).filter(policy => policy.kind === kind)
    const [policy, resource, output] = ['policy.yaml', 'resource.yaml', 'output.yaml'].map(name =>
      join(folder, name),
    ) as [string, string, string]
    writeFileSync(policy, policies.map(one => stringify(one)).join('---\n'))
    writeFileSync(resource, stringify(object))
    rmSync(output, { force: true })
    const run = spawnSync(
      kyvernoProgram,
      ['apply', policy, '--resource', resource, '--policy-report', '-o', output],
      { encoding: 'utf8' },
    )
    if (run.error !== undefined) throw run.error
    return {
      status: run.status,
      said: run.stdout + run.stderr,
      read: () => objectsOf(readFileSync(output, 'utf8')),
    }
  }

  const podWith = (images: readonly string[], spec: PodSpec = {}): KubeObject => ({
    ...podOf(images, spec),
    metadata: { name: 'pod', namespace: 'demo' },
  })

  test.each(layouts)('relocates a pod as the program does, layout %s', layout => {
    const config = { ...everyRule, layout }
    const [pod] = apply('MutatingPolicy', config, podWith(everyImage)).read()
    const spec = pod?.['spec'] as PodSpec
    expect(imagesOf(spec)).toEqual(everyImage.map(targetOf(config)))
    expect(spec.imagePullSecrets).toEqual([{ name: 'myregistrykey' }, { name: 'second' }])
  })

  test('appends pull secrets without doubles', () => {
    const secrets = [{ name: 'other' }, { name: 'second' }]
    const [pod] = apply('MutatingPolicy', everyRule, podWith(['nginx'], { imagePullSecrets: secrets })).read()
    expect((pod?.['spec'] as PodSpec).imagePullSecrets).toEqual([...secrets, { name: 'myregistrykey' }])
  })

  test('denies a pod outside, and says where the image belongs', () => {
    const { said } = apply('ValidatingPolicy', everyRule, podWith(['quay.io/a/b:1']))
    expect(said).toMatch(/quay\.io\/a\/b:1\s+\(use\s+reg\.internal:5000\/m\/a\/b:1\)/)
    expect(said).toContain('result: fail')
  })

  test('lets a pod pass whose images are at their targets or excluded', () => {
    const { said } = apply('ValidatingPolicy', everyRule, podWith(['reg.internal:5000/m/a', 'keepme:1']))
    expect(said).toContain('result: pass')
    expect(said).not.toMatch(/result: (?:fail|error)/)
  })

  test('denies a datacenter with an image outside', () => {
    const datacenter = {
      apiVersion: 'cassandra.datastax.com/v1beta1',
      kind: 'CassandraDatacenter',
      metadata: { name: 'dc1', namespace: 'demo' },
      spec: { serverImage: 'docker.io/k8ssandra/cass-management-api:4.0.3' },
    }
    const { said } = apply('ValidatingPolicy', everyRule, datacenter)
    expect(said).toMatch(/use\s+reg\.internal:5000\/m\/k8ssandra\/cass-management-api:4\.0\.3/)
  })
})
