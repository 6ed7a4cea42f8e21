import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { create } from 'tar'
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
  "on": true
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

/** Adds files to a chart, by their paths. */
function add(chart: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(chart, path)), { recursive: true })
    writeFileSync(join(chart, path), text)
  }
}

function podOf(name: string, image: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}}\nspec:\n  containers:\n  - name: a\n    image: "${image}"\n`
}

test('what only the values bring in, what an operator pulls and what is possibly an image is named too', () => {
  const chart = chartOf('honest', 'image: nginx:1\n', ['{{ .Values.image }}'])
  add(chart, {
    'templates/more.yaml': `{{- if ne .Values.image "nginx:1" }}\n${podOf('surprise', 'quay.io/a/surprise:1')}{{- end }}\n`,
    'templates/operator.yaml': podOf('o', 'quay.io/prometheus-operator/prometheus-operator:v0.60.0')
      .replace('v1\nkind: Pod', 'apps/v1\nkind: Deployment')
      .replace(
        'spec:\n  containers:\n  - name: a\n    image',
        'spec:\n template:\n  spec:\n   containers:\n   - name: a\n     image',
      ),
    'templates/prometheus.yaml':
      'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: p}\nspec: {version: v2.40.0}\n',
    'templates/map.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  job: quay.io/somebody/tool\n',
  })
  const { status, stdout, stderr } = run(chart, ...registry)
  expect({ status, stdout }).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('image: "reg.example:5000/m/library/nginx:1"') as unknown,
  })
  expect(stderr).toMatch(
    /Pod\/surprise .*: no value changes this: quay\.io\/a\/surprise:1 .* it is in templates\/more\.yaml:8;/,
  )
  expect(stderr).toContain('will pull quay.io/prometheus-operator/prometheus-config-reloader:v0.60.0')
  expect(stderr).toMatch(/quay\.io\/somebody\/tool is possibly an image .*\[IMAGE_POSSIBLE\]/)
  expect(stderr).toContain('1 of 5 images of honest at their targets')
})

test('the line is that of an alias, of a packed subchart and of a helper', () => {
  const chart = chartOf('lines', '{}\n', ['{{ include "lines.helper" . }}'])
  const sub = (name: string): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`
  add(chart, {
    'Chart.yaml': `${sub('lines')}dependencies:\n- {name: sub, version: 1.0.0, alias: other}\n- {name: packed, version: 1.0.0}\n`,
    'templates/_helpers.tpl':
      '{{- define "lines.helper" -}}\nquay.io/a/helper:{{ .Chart.Version }}\n{{- end }}\n',
    'charts/sub/Chart.yaml': sub('sub'),
    'charts/sub/templates/pod.yaml': podOf('sub', 'quay.io/a/sub:1'),
  })
  const packed = join(folder, 'to-pack')
  add(packed, {
    'packed/Chart.yaml': sub('packed'),
    'packed/templates/pod.yaml': podOf('packed', 'quay.io/a/packed:1'),
  })
  create({ file: join(chart, 'charts/packed-1.0.0.tgz'), cwd: packed, sync: true, gzip: true }, ['packed'])
  const { stderr } = run(chart, ...registry)
  for (const line of [
    'charts/other/templates/pod.yaml:7',
    'charts/packed/templates/pod.yaml:7',
    'templates/_helpers.tpl:2',
  ])
    expect(stderr).toContain(`it is in ${line};`)
})

test('pull secrets are given once, also under a name that the values do not show; pods that no value reaches are named', () => {
  const chart = chartOf('secrets', 'image: {repository: quay.io/a/b}\nimagePullSecrets: []\n', ['busybox:1'])
  const of = (name: string, secrets: string): string =>
    podOf(name, '{{ .Values.image.repository }}').replace('  containers', `${secrets}  containers`)
  const listOf = (condition: string, ...texts: readonly string[]): string =>
    `  {{- if ${condition} }}\n  imagePullSecrets:\n${texts.map(text => `  {{- range ${text} }}\n  - name: {{ .name | default . }}\n  {{- end }}\n`).join('')}  {{- end }}\n`
  add(chart, {
    'templates/hidden.yaml': of(
      'hidden',
      '  {{- with .Values.image.pullSecrets }}\n  imagePullSecrets:\n  {{- range . }}\n  - name: {{ . }}\n  {{- end }}\n  {{- end }}\n',
    ),
    'templates/both.yaml': of(
      'both',
      listOf(
        'or .Values.imagePullSecrets (.Values.global).imagePullSecrets',
        '.Values.imagePullSecrets',
        '(.Values.global).imagePullSecrets',
      ),
    ),
    'templates/global.yaml': of(
      'global',
      listOf('(.Values.global).imagePullSecrets', '(.Values.global).imagePullSecrets'),
    ),
  })
  const { stdout, stderr } = run(chart, ...registry, '--pull-secret', 'regcred')
  expect(stdout).toContain('image:\n  repository: "reg.example:5000/m/a/b"\n  pullSecrets:\n  - "regcred"\n')
  expect(stdout).toContain('global:\n  imagePullSecrets:\n  - name: "regcred"\n')
  const file = join(folder, 'secrets.yaml')
  writeFileSync(file, stdout)
  const rendered = execFileSync(helm, ['template', 'a', chart, '--values', file], { encoding: 'utf8' })
  expect(rendered.match(/- name: regcred/g)).toHaveLength(3)
  expect(stderr.match(/no value makes the chart list the pull secrets regcred there/g)).toHaveLength(1)
  expect(stderr).toMatch(/Pod\/a spec\/imagePullSecrets: no value makes/)
})

test('lists of pull secrets are read as Kubernetes reads them: in flow style, and not in a definition', () => {
  const chart = chartOf(
    'lists',
    'image: {repository: quay.io/a/b}\nimagePullSecrets: []\nserviceAccount: {}\n',
    ['{{ .Values.image.repository }}'],
  )
  const listed = '  imagePullSecrets: {{ toJson .Values.imagePullSecrets }}\n'
  const property =
    'imagePullSecrets: {type: array, items: {type: object, properties: {name: {type: string}}}}'
  add(chart, {
    'crds/crd.yaml': `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: as.example.com}\nspec:\n  group: example.com\n  names: {kind: A, plural: as}\n  scope: Namespaced\n  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n        type: object\n        properties:\n          ${property}\n`,
    'templates/pod.yaml': podOf('flow', '{{ .Values.image.repository }}').replace(
      '  containers',
      `${listed}  containers`,
    ),
    'templates/account.yaml': `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: pods}\n${listed.slice(2)}`,
    'templates/by-account.yaml': podOf('by-account', '{{ .Values.image.repository }}').replace(
      '  containers',
      '  serviceAccountName: pods\n  containers',
    ),
    'templates/neither.yaml': podOf('neither', '{{ .Values.image.repository }}').replace(
      '  containers',
      '  serviceAccountName: others\n  containers',
    ),
  })
  const { stdout, stderr } = run(chart, ...registry, '--pull-secret', 'regcred')
  expect(stdout).toContain('imagePullSecrets:\n- name: "regcred"\n')
  expect(stderr.match(/no value makes the chart list the pull secrets regcred there/g)).toHaveLength(1)
  expect(stderr).toMatch(/Pod\/neither spec\/imagePullSecrets: no value makes/)
})

test('values are read as Helm reads them', () => {
  const values =
    'list:\n- {image: "quay.io/a/b:1", mode: 0755, on: yes, day: 2001-01-01, at: 12:30}\nagain: 1\nagain: 2\n'
  const chart = chartOf('yaml', values, ['{{ (index .Values.list 0).image }}'])
  add(chart, {
    'templates/map.yaml':
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  list: {{ unset (index .Values.list 0 | deepCopy) "image" | toJson | quote }}\n',
  })
  const file = join(folder, 'as-helm.yaml')
  writeFileSync(file, run(chart, ...registry).stdout)
  const dataOf = (...args: readonly string[]): string | undefined =>
    /^ {2}list: .*$/m.exec(execFileSync(helm, ['template', 'a', chart, ...args], { encoding: 'utf8' }))?.[0]
  expect(dataOf('--values', file)).toBe(dataOf())
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
