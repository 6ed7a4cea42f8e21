import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { executable } from '../built.ts'
import { helmBinary, pinnedHelm } from '../helm/binaries.ts'

const chart = resolve('testdata/charts/any-chart')
const registry = ['--registry', 'reg.example:5000/m']
let helm: string
let folder: string

beforeAll(async () => {
  helm = await helmBinary(pinnedHelm[3])
  folder = mkdtempSync(join(tmpdir(), 'values chart '))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const values = `# Values for the chart any-chart: it then renders these images itself, also in its hooks.
store:
  # docker.io/library/redis:7.2 → reg.example:5000/m/library/redis:7.2
  image:
    registry: "reg.example:5000/m"
web:
  # docker.io/bitnami/nginx:1.27.0 → reg.example:5000/m/bitnami/nginx:1.27.0
  image:
    registry: "reg.example:5000/m"
    pullSecrets:
    - "regcred"
worker:
  # quay.io/team/worker:2.4.1 → reg.example:5000/m/team/worker:2.4.1
  image:
    repository: "reg.example:5000/m/team/worker"
# ghcr.io/team/migrate:3 → reg.example:5000/m/team/migrate:3
migrate:
  image: "reg.example:5000/m/team/migrate:3"
global:
  imagePullSecrets:
  - name: "regcred"
imagePullSecrets:
- name: "regcred"
`

test('values for every image that a value reaches, subcharts and hooks included; the rest is named with its template', () => {
  const { status, stdout, stderr } = run(chart, ...registry, '--pull-secret', 'regcred')
  expect({ status, stdout }).toEqual({ status: 0, stdout: values })
  expect(stderr).toContain('it is in templates/web.yaml:18;')
  expect(stderr).toContain('4 of 5 images of any-chart at their targets by values, checked by rendering')
})

test('with these values Helm renders nothing outside but what was named', () => {
  const file = join(folder, 'values.yaml')
  writeFileSync(file, values)
  const rendered = execFileSync(helm, ['template', 'demo', chart, '--values', file])
  const { status, stderr } = spawnSync(executable, ['verify', ...registry], {
    input: rendered,
    encoding: 'utf8',
  })
  expect(status).toBe(3)
  expect(stderr.match(/\[IMAGE_LEAK\]/g)).toHaveLength(1)
  expect(stderr).toContain('busybox:1.36')
})

/** A chart whose only template has a container for each of these images. */
function chartOf(name: string, values: string, images: readonly string[], schema?: object): string {
  const chart = join(folder, name)
  mkdirSync(join(chart, 'templates'), { recursive: true })
  writeFileSync(
    join(chart, 'Chart.yaml'),
    `apiVersion: v2\nname: ${name}\nversion: 1.0.0\nappVersion: "2.3"\n`,
  )
  writeFileSync(join(chart, 'values.yaml'), values)
  if (schema !== undefined) writeFileSync(join(chart, 'values.schema.json'), JSON.stringify(schema))
  const containers = images.map((image, at) => `  - name: c${at}\n    image: "${image}"\n`).join('')
  const pod = `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n${containers}`
  writeFileSync(join(chart, 'templates/pod.yaml'), pod)
  return chart
}

test('images in lists are set by the whole list, for Helm replaces lists, and flags keep their names', () => {
  const chart = chartOf(
    'lists',
    'list: [alpine:3.19, plain]\nsidecars:\n- {name: a, "on": true, image: {repository: quay.io/a/b, tag: "1"}}\nflags: ["--image=ghcr.io/a/c:2"]\n',
    [
      '{{ index .Values.list 0 }}',
      '{{ with index .Values.sidecars 0 }}{{ .image.repository }}:{{ .image.tag }}{{ end }}',
      '{{ index .Values.flags 0 | trimPrefix "--image=" }}',
    ],
  )
  expect(run(chart, ...registry).stdout)
    .toBe(`# Values for the chart lists: it then renders these images itself, also in its hooks.
list:
- "reg.example:5000/m/library/alpine:3.19"
- "plain"
sidecars:
- name: "a"
  on: true
  image:
    repository: "reg.example:5000/m/a/b"
    tag: "1"
flags:
- "--image=reg.example:5000/m/a/c:2"
`)
})

test('a registry for several images is tried, where a rendering tells that the images read it', () => {
  const values = `global: {imageRegistry: ""}
image: {repository: team/g, tag: "1"}
registry: quay.io
tool: '{{ .Values.registry }}/team/tool:{{ .Chart.AppVersion }}'
imageRegistry: docker.io
imageRepository: grafana/grafana
imageTag: "10"
`
  const chart = chartOf('shared', values, [
    '{{ .Values.global.imageRegistry | default "docker.io" }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}',
    '{{ tpl .Values.tool . }}',
    '{{ .Values.imageRegistry }}/{{ .Values.imageRepository }}:{{ .Values.imageTag }}',
  ])
  const { stdout, stderr } = run(chart, ...registry)
  expect(stdout).toBe(`# Values for the chart shared: it then renders these images itself, also in its hooks.
imageRegistry: "reg.example:5000/m"
registry: "reg.example:5000/m"
# docker.io/team/g:1 → reg.example:5000/m/team/g:1
global:
  imageRegistry: "reg.example:5000/m"
`)
  expect(stderr).toContain('3 of 3 images of shared at their targets')
})

test('a value that the chart refuses, or that a rendering disproves, is not given', () => {
  const property = { properties: { repository: { pattern: '^quay.io/' } } }
  const chart = chartOf(
    'strict',
    'image: {repository: quay.io/a/b, tag: "1"}\nextra: {image: quay.io/a/c:2}\nunread: {image: busybox:1.36}\n',
    ['{{ .Values.image.repository }}:{{ .Values.image.tag }}', '{{ .Values.extra.image }}', 'busybox:1.36'],
    { properties: { image: property } },
  )
  const { stdout, stderr } = run(chart, ...registry)
  expect(stdout).toBe(`# Values for the chart strict: it then renders these images itself, also in its hooks.
# quay.io/a/c:2 → reg.example:5000/m/a/c:2
extra:
  image: "reg.example:5000/m/a/c:2"
`)
  expect(stderr.match(/\[VALUE_MISSING\]/g)).toHaveLength(2)
})

test('a chart that Helm refuses is refused with the reason that Helm gives first', () => {
  const chart = chartOf('unreadable', 'a: 1\n', ['a:1"\n bad'])
  expect(run(chart, ...registry).stderr).toContain('helm cannot render the chart: YAML parse error')
})

test('values files are those of Helm, and count for what is looked for', () => {
  const file = join(folder, 'site.yaml')
  writeFileSync(file, 'worker: {image: {repository: quay.io/other/worker, tag: "9"}}\n')
  const { stdout } = run(chart, ...registry, '--values', file)
  expect(stdout).toContain('# quay.io/other/worker:9 → reg.example:5000/m/other/worker:9')
})

test('an archive is a chart as well', () => {
  const archive = join(folder, 'any-chart.tgz')
  execFileSync('tar', ['-czf', archive, '-C', dirname(chart), 'any-chart'])
  expect(run(archive, ...registry, '--pull-secret', 'regcred').stdout).toBe(values)
})

test('what is known of the charts of K8ssandra goes on top', () => {
  const { status, stderr } = run(resolve('testdata/charts/k8ssandra-mini'), ...registry)
  expect(status).toBe(0)
  expect(stderr).toMatch(/33 of 33 images of k8ssandra at their targets/)
})

test('a chart that Helm cannot render, an archive that is none, and a machine without Helm are refused', () => {
  const broken = join(folder, 'broken.yaml')
  writeFileSync(broken, 'web: none\n')
  expect(run(chart, ...registry, '--values', broken)).toMatchObject({ stdout: '', status: 1 })
  const archive = join(folder, 'no.tgz')
  writeFileSync(archive, 'no archive')
  expect(run(archive, ...registry)).toMatchObject({ stdout: '', status: 1 })
  const { status, stderr } = run(chart, ...registry, '--helm', join(folder, 'absent'))
  expect({ status, isNamed: stderr.includes('helm cannot render') }).toEqual({ status: 1, isNamed: true })
})

function run(...args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { PATH: [dirname(helm), dirname(process.execPath), '/usr/bin', '/bin'].join(':'), HOME: folder }
  return spawnSync(executable, ['values', ...args], { cwd: folder, encoding: 'utf8', env })
}
