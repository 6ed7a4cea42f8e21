import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'
import { executable } from '../built.ts'
import { helmBinary, pinnedHelm } from '../helm/binaries.ts'
import { testWith, tool } from './tools.ts'

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

/** An object with a possible image. */
const job =
  '- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: c}\n  data: {job: quay.io/somebody/tool}\n'

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

test('strict in the functionConfig fails the run for a warning, and the report has its exit code', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'krm-strict-'))
  const input = `${items}${job}${config}  strict: true\n`
  const { status, stdout } = run(input, cwd, ['--report=r.json'])
  expect(status).toBe(3)
  expect(stdout.startsWith(input.trimEnd())).toBe(true)
  expect(JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8'))).toMatchObject({ exitCode: 3 })
  rmSync(cwd, { recursive: true })
})

test('an accepted warning is an information among the results, any other a warning', () => {
  const severityOf = (more: string) => {
    const { status, stdout } = run(`${items}${job}${config}${more}`)
    expect(status).toBe(0)
    const { results = [] } = parse(stdout) as Output
    return results
      .filter(({ message }) => String(message).includes('IMAGE_POSSIBLE'))
      .map(one => one['severity'])
  }
  expect(severityOf('')).toEqual(['warning'])
  expect(severityOf('  accept: [{code: IMAGE_POSSIBLE, reason: known}]\n')).toEqual(['info'])
  const inObject = '  accept: [{code: IMAGE_POSSIBLE, object: ConfigMap/c, path: data/job}]\n'
  expect(severityOf(inObject)).toEqual(['info'])
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

test.each(['---\n', '...\n', '# the end\n'])('with %j at the end the results are in the list', end => {
  const { status, stdout } = run(`---\n${items}${config}${end}`)
  expect(status).toBe(0)
  const list = parseAllDocuments(stdout).map(document => document.toJS() as Output | null)
  expect(list.filter(document => document !== null)).toHaveLength(1)
  expect(list[0]?.results?.length).toBeGreaterThan(0)
})

test('a text that ends with blank lines keeps them', () => {
  const text = '- {apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: "b\\n\\n\\n"}}\n'
  const block =
    '- apiVersion: v1\n  kind: ConfigMap\n  metadata: {name: c}\n  data:\n    a: |+\n      b\n\n\n'
  const listOf = (item: string): unknown => (parse(run(`${config}${items}${item}`).stdout) as Output).items[1]
  expect(listOf(block)).toEqual(listOf(text))
})

test.each(['items: []\n', 'items:\n', 'items: null\n', ''])('%j is a list without objects', none => {
  const text = `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n${none}${config}`
  const { status, stdout } = run(text)
  expect(status).toBe(0)
  expect(stdout.startsWith(text)).toBe(true)
})

test.each(['functionConfig:\n', 'functionConfig: null\n'])('%j is no functionConfig', none => {
  const { status, stdout } = run(items + none)
  expect(status).toBe(2)
  expect(stdout).toContain('nothing is configured to relocate')
})

test('a list beside other documents is refused, for nobody would see which configuration counts', () => {
  expect(run(`${items}${config}---\n${items}${config}`)).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('a ResourceList with other documents') as unknown,
  })
})

describe('files that the configuration names', () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'krm-files-'))
    writeFileSync(join(folder, 'mirrors'), 'docker.io -> m.example/hub\n')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each([
    'apiVersion: k8ssandra-relocate.io/v1alpha1\n  kind: RelocationConfig\n  mapping: [mirrors]\n',
    'apiVersion: v1\n  kind: ConfigMap\n  data: {mapping: mirrors}\n',
  ])('are read from the working directory: %j', text => {
    const { status, stdout } = run(`${items}functionConfig:\n  ${text}`, folder)
    expect(status).toBe(0)
    expect(stdout).toContain('image: m.example/hub/library/nginx:1.27 # from the hub')
  })

  test('that are not there are an error with their name', () => {
    const { status, stdout } = run(`${items}${config}  crds: [absent.yaml]\n`, folder)
    expect(status).toBe(2)
    expect((parse(stdout) as Output).results?.[0]?.['message']).toMatch(
      /absent\.yaml: .*\[CONFIG_UNREADABLE\]$/,
    )
  })
})

test.each([
  [`${config}  report: r.json\n`, /^functionConfig\/report: report has no effect on a function; remove it/],
  ['functionConfig: {kind: ConfigMap, data: [a]}\n', /^functionConfig\/data: data is not a mapping/],
  [
    'functionConfig: {kind: ConfigMap, binaryData: {a: YQ==}}\n',
    /^functionConfig\/binaryData: binaryData is not read/,
  ],
  [
    'functionConfig: {kind: ConfigMap, data: {layout: x}}\n',
    /^functionConfig\/data\/layout: layout: unknown word "x"/,
  ],
  [
    'functionConfig: {kind: ConfigMap, data: {in-place: "true"}}\n',
    /data has the key "in-place", which is not/,
  ],
])('what a functionConfig says and a function cannot do is an error: %j', (text, message) => {
  const { status, stdout } = run(items + text)
  expect(status).toBe(2)
  expect((parse(stdout) as Output).results?.[0]).toMatchObject({ severity: 'error' })
  expect((parse(stdout) as Output).results?.[0]?.['message']).toMatch(message)
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

  const flags = ['--enable-alpha-plugins', '--enable-exec']

  const newest = tool('kustomize')
  testWith(newest)('the newest kustomize (needs kustomize 5.8.2, as .ci/run builds it)', () => {
    expectRelocated(newest ?? '', ['build', folder, ...flags])
  })

  // kubectl's own kustomize has no --enable-exec; plugins, found by apiVersion and kind, it executes.
  test('kubectl kustomize, as a plugin', async () => {
    const kubectl = join(dirname(await helmBinary(pinnedHelm[4])), 'kubectl')
    const home = join(folder, 'plugins')
    const plugin = join(home, 'k8ssandra-relocate.io/v1alpha1/relocationconfig')
    mkdirSync(plugin, { recursive: true })
    writeFileSync(
      join(plugin, 'RelocationConfig'),
      `#!/bin/sh\nexec '${join(folder, 'k8ssandra-relocate')}' --config "$1"\n`,
    )
    chmodSync(join(plugin, 'RelocationConfig'), 0o755)
    const text = readFileSync(join(folder, 'relocate.yaml'), 'utf8').replace(/^ {2}annotations:\n.*\n/m, '')
    const app = mkdtempSync(join(folder, 'app-'))
    writeFileSync(join(app, 'relocate.yaml'), text)
    for (const file of ['web.yaml', 'kustomization.yaml']) copyFileSync(join(folder, file), join(app, file))
    expectRelocated(kubectl, ['kustomize', '--enable-alpha-plugins', app], { KUSTOMIZE_PLUGIN_HOME: home })
  })

  function expectRelocated(
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): void {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    })
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
    expect(parse(stdout)).toMatchObject({
      spec: {
        containers: [{ image: 'reg.example:5000/m/library/nginx:1' }],
        imagePullSecrets: [{ name: 'regcred' }],
      },
    })
  }
})

function run(
  input: string,
  cwd = tmpdir(),
  args: readonly string[] = [],
): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(executable, args, { input, encoding: 'utf8', cwd })
}
