import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { executable } from '../built.ts'

const items = `apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: web
    namespace: shop
    annotations:
      internal.config.kubernetes.io/path: apps/web.yaml
      internal.config.kubernetes.io/index: '2'
  spec:
    template:
      spec:
        containers:
        # the one in front
        - name: web
          image: nginx:1.27 # from the hub
`
const config = `functionConfig:
  apiVersion: k8ssandra-relocate.io/v1alpha1
  kind: RelocationConfig
  metadata: {name: relocate}
  registry: reg.example:5000/m
  images:
  - source: quay.io/team/tool:1
    target: reg.example:5000/tools/tool:1
`

type Output = { items: unknown[]; results?: Record<string, unknown>[] }

test('the objects are relocated, every other byte is kept, and the results say what was done', () => {
  const { status, stdout } = run(items + config)
  expect(status).toBe(0)
  const [before = '', results = ''] = stdout.split(/^(?=results:)/m)
  expect(before).toBe((items + config).replace('nginx:1.27', 'reg.example:5000/m/library/nginx:1.27'))
  const relocated = (parse(results) as Output).results?.find(result => 'field' in result)
  expect(relocated).toEqual({
    message: 'relocated nginx:1.27 to reg.example:5000/m/library/nginx:1.27',
    severity: 'info',
    resourceRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'shop' },
    field: {
      path: 'spec.template.spec.containers[0].image',
      currentValue: 'nginx:1.27',
      proposedValue: 'reg.example:5000/m/library/nginx:1.27',
    },
    file: { path: 'apps/web.yaml', index: 2 },
  })
})

test('a ConfigMap gives flags by name, lists separated by commas', () => {
  const data = 'functionConfig:\n  apiVersion: v1\n  kind: ConfigMap\n  metadata:\n    name: c\n  data:\n'
  const { status, stdout } = run(`${items}${data}    registry: reg.example/x\n    pull-secret: one,two\n`)
  expect(status).toBe(0)
  expect(stdout).toContain('image: reg.example/x/library/nginx:1.27 # from the hub')
  expect(stdout).toContain('- name: two')
})

test('a run that is refused gives the objects back as they were, says why, and fails', () => {
  const input = items.replace('nginx:1.27', 'NGINX:1.27') + config
  const { status, stdout, stderr } = run(input)
  expect(status).toBe(1)
  expect(stdout.startsWith(input.trimEnd())).toBe(true)
  const { results } = parse(stdout) as Output
  expect(results?.[0]).toMatchObject({
    severity: 'error',
    field: { path: 'spec.template.spec.containers[0].image' },
  })
  expect(stderr).toContain('REFERENCE_INVALID')
})

test('a list without a functionConfig is refused, because otherwise nobody would see that nothing was relocated', () => {
  const { status, stdout } = run(items)
  expect(status).toBe(2)
  const [before = '', results = ''] = stdout.split(/^(?=results:)/m)
  expect(before).toBe(items)
  expect((parse(results) as Output).results?.map(result => result['message'])).toEqual([
    expect.stringMatching(/^nothing is configured to relocate: .* \[USAGE_INVALID\]$/),
  ])
})

test('a mistake in the configuration is reported with its line and field', () => {
  const { status, stdout, stderr } = run(items + config.replace('registry:', 'registri:'))
  expect(status).toBe(2)
  expect((parse(stdout) as Output).results?.[0]).toMatchObject({ severity: 'error' })
  expect(stderr).toContain(`:${items.split('\n').length + 4}:`)
})

test('a list in JSON comes back as JSON', () => {
  const { status, stdout } = run(JSON.stringify(parse(items + config)))
  expect(status).toBe(0)
  const output = JSON.parse(stdout) as Output
  expect(JSON.stringify(output.items)).toContain('"image":"reg.example:5000/m/library/nginx:1.27"')
  expect(output.results?.length).toBeGreaterThan(0)
})

test('results of earlier functions stay', () => {
  const { stdout } = run(`${items}${config}results:\n- message: earlier\n  severity: info\n`)
  expect((parse(stdout) as Output).results?.[0]).toEqual({ message: 'earlier', severity: 'info' })
})

describe('as kustomize runs it', () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'krm-'))
    symlinkSync(executable, join(folder, 'k8ssandra-relocate'))
    // kustomize gives a function no environment but PATH, and no arguments.
    writeFileSync(
      join(folder, 'relocate.sh'),
      `#!/bin/sh\nPATH="${dirname(process.execPath)}:$PATH" exec ./k8ssandra-relocate\n`,
    )
    chmodSync(join(folder, 'relocate.sh'), 0o755)
    writeFileSync(
      join(folder, 'kustomization.yaml'),
      'resources: [web.yaml]\ntransformers: [relocate.yaml]\n',
    )
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'web' },
      spec: { containers: [{ name: 'a', image: 'nginx:1' }] },
    }
    writeFileSync(join(folder, 'web.yaml'), JSON.stringify(pod))
    writeFileSync(
      join(folder, 'relocate.yaml'),
      `apiVersion: k8ssandra-relocate.io/v1alpha1
kind: RelocationConfig
metadata:
  name: relocate
  annotations:
    config.kubernetes.io/function: "exec: {path: ./relocate.sh}"
registry: reg.example:5000/m
imagePullSecrets: [regcred]
`,
    )
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  // kubectl's own kustomize has no flag to let functions be executed.
  const flags = ['--enable-alpha-plugins', '--enable-exec']

  const cache = process.env['K8SSANDRA_RELOCATE_CACHE'] ?? join(homedir(), '.cache/k8ssandra-relocate')
  const newest = join(cache, 'bin/kustomize')
  const testNewest = existsSync(newest) ? test : test.skip
  testNewest(`the newest kustomize (needs ${newest}: see .ci/run)`, () => {
    expectRelocated(newest, ['build', folder, ...flags])
  })

  function expectRelocated(command: string, args: readonly string[]): void {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' })
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
    expect(parse(stdout)).toMatchObject({
      spec: {
        containers: [{ image: 'reg.example:5000/m/library/nginx:1' }],
        imagePullSecrets: [{ name: 'regcred' }],
      },
    })
  }
})

function run(input: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(executable, [], { input, encoding: 'utf8', cwd: tmpdir() })
}
