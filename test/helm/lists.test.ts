import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { makeHelm, type Helm } from './helm.ts'
import { describeEachHelm, isHelm4 } from './versions.ts'

const list = `apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Service, metadata: {name: last}, spec: {ports: [{port: 1}]}}
- {apiVersion: v1, kind: Pod, metadata: {name: b}, spec: {containers: [{name: c, image: busybox:1}]}}
- {apiVersion: v1, kind: ConfigMap, metadata: {name: first}}
`

/** What docs/helm-4.md says of a List. */
describeEachHelm('Helm %s and a List of a chart', version => {
  let helm: Helm

  beforeAll(async () => {
    helm = await makeHelm(version)
    mkdirSync(join(helm.home, 'chart/templates'), { recursive: true })
    writeFileSync(join(helm.home, 'chart/Chart.yaml'), 'apiVersion: v2\nname: list\nversion: 1.0.0\n')
    writeFileSync(join(helm.home, 'chart/templates/list.yaml'), list)
  }, 300_000)

  afterAll(() => helm.remove())

  test('with a post-renderer, Helm 4 takes it apart and sorts its items, and Helm 3 leaves it', async () => {
    const flags = helm.postRenderer('k8ssandra-relocate', '--registry=registry.internal/m')
    const { status, stdout } = await helm.run('template', 'demo', join(helm.home, 'chart'), ...flags)
    const kinds = Array.from(stdout.matchAll(/\bkind: (\w+)/g), ([, kind]) => kind)
    expect([status, kinds]).toEqual([
      0,
      isHelm4(version) ? ['ConfigMap', 'Service', 'Pod'] : ['List', 'Service', 'Pod', 'ConfigMap'],
    ])
    expect(stdout).toContain('registry.internal/m/library/busybox:1')
  })
})
