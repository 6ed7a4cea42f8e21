import { afterAll, expect, test } from '@jest/globals'

import { program, registry, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

type Flags = {
  readonly version: string
  readonly args?: string
  readonly spec?: string
  readonly env?: string
}

const operator = ({ version, args = '', spec = '', env = '[]' }: Flags): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: operator-${version}, namespace: operators}
spec:
  ${spec}
  template:
    spec:
      containers:
      - image: quay.io/prometheus-operator/prometheus-operator:v${version}
        args: [${args}]
        env: ${env}
---
`
const resource = (metadata: string, kind = 'Prometheus'): string =>
  `apiVersion: monitoring.coreos.com/v1\nkind: ${kind}\nmetadata: {name: p${metadata}}\nspec: {version: v0.30.0}\n`

/** The version of the operator whose reloader is listed; undefined where it is not known. */
async function reloaderOf(stdin: string): Promise<string | undefined> {
  const { stdout } = await program(['images', '--output=tsv', registry], { stdin })
  return /prometheus-config-reloader:v([\d.]+)\s/.exec(stdout)?.[1]
}

const labelled = (labels: string): string => resource(`, labels: ${labels}`)

test.each([
  ['a=b', '{a: b}', true],
  ['a==b', '{a: c}', false],
  ['"a!=b"', '{a: c}', true],
  ['"a!=b"', '{}', true],
  ['"a!=b"', '{a: b}', false],
  ['"a=b,c=d"', '{a: b, c: d}', true],
  ['"a=b,c=d"', '{a: b}', false],
  ['"a in (b, c),d"', '{a: c, d: ""}', true],
  ['"a in (b, c),d"', '{a: c}', false],
  ['"a notin (b,c)"', '{a: d}', true],
  ['"a notin (b,c)"', '{a: b}', false],
  ['example.com/a', '{example.com/a: x}', true],
  ['"!a"', '{}', true],
  ['"!a"', '{a: b}', false],
])('of two operators the one that selects %s looks after labels %s: %s', async (selector, labels, isIt) => {
  const flag = `"--prometheus-instance-selector=${selector.replaceAll('"', '')}"`
  const other = operator({ version: '0.80.0', args: '"--prometheus-instance-selector=other=yes"' })
  const stdin = operator({ version: '0.85.0', args: flag }) + other + labelled(labels)
  expect(await reloaderOf(stdin)).toBe(isIt ? '0.85.0' : undefined)
})

test.each([
  ['Prometheus', 'prometheus'],
  ['PrometheusAgent', 'prometheus'],
  ['Alertmanager', 'alertmanager'],
  ['ThanosRuler', 'thanos-ruler'],
])('%s is selected by --%s-instance-selector and by no other', async (kind, flag) => {
  const both = (name: string): string =>
    operator({ version: '0.80.0', args: `--${name}-instance-selector=a=b` }) +
    operator({ version: '0.85.0', args: `--${name}-instance-selector=a=c` })
  const own = resource(', labels: {a: b}', kind)
  expect(await reloaderOf(both(flag) + own)).toBe('0.80.0')
  const [another = ''] = ['prometheus', 'alertmanager', 'thanos-ruler'].filter(name => name !== flag)
  expect(await reloaderOf(both(another) + own)).toBeUndefined()
})

test('of two operators the one with the controller id of a resource looks after it', async () => {
  const both = operator({ version: '0.80.0', args: '--controller-id=a' }) + operator({ version: '0.85.0' })
  const annotated = (id: string): string =>
    resource(`, annotations: {operator.prometheus.io/controller-id: ${id}}`)
  expect(await reloaderOf(both + annotated('a'))).toBe('0.80.0')
  expect(await reloaderOf(both + annotated('""'))).toBe('0.85.0')
  expect(await reloaderOf(both + resource(''))).toBe('0.85.0')
  expect(await reloaderOf(both + annotated('b'))).toBeUndefined()
})

test('a selector that cannot be read, and more of them than are compared, leave it open who looks after a resource', async () => {
  const selecting = (version: string, selector: string): string =>
    operator({ version, args: `"--prometheus-instance-selector=${selector}"` })
  const own = labelled('{a: b}')
  expect(await reloaderOf(selecting('0.80.0', 'a=c') + selecting('0.85.0', '$(OTHER)') + own)).toBe('0.85.0')
  expect(await reloaderOf(selecting('0.80.0', 'a=b') + selecting('0.85.0', 'a=b=c(') + own)).toBeUndefined()
  const many = Array.from({ length: 9 }, (_, index) => selecting(`0.7${index}.0`, `a=${index}`)).join('')
  expect(await reloaderOf(many + labelled('{a: 3}'))).toBeUndefined()
})

test('the only operator is assumed for a resource that it does not select, with a warning', async () => {
  const stdin = operator({ version: '0.85.0', args: '--controller-id=a' }) + resource('')
  const { code, stderr } = await program([registry], { stdin })
  expect(code).toBe(3)
  expect(stderr).toContain(
    'the prometheus-operator of this run looks after other resources than this one; that of this resource is assumed to have its version: 0.85.0; relocate the resource together with its own prometheus-operator, or give it the labels and the annotation that this one selects',
  )
})

test('an operator without pods does not count beside another, and counts alone', async () => {
  const stopped = operator({ version: '0.80.0', spec: 'replicas: 0' })
  const running = operator({ version: '0.85.0' })
  expect(await reloaderOf(stopped + running + resource(''))).toBe('0.85.0')
  expect(await reloaderOf(running + stopped + resource(''))).toBe('0.85.0')
  expect(await reloaderOf(stopped + resource(''))).toBe('0.80.0')
  expect(await reloaderOf(running + operator({ version: '0.80.0' }) + resource(''))).toBeUndefined()
})

test('a variable that is made of another one is replaced, and what it names is not replaced again', async () => {
  const env =
    '[{name: LATER, value: "$(TEAM)"}, {name: TEAM, value: a}, {name: NAMES, value: "n-$(TEAM)"}, {name: RAW, value: "$$(TEAM)"}]'
  const watching = (version: string, value: string): string =>
    operator({ version, args: `"--namespaces=${value}"`, env })
  const own = resource(', namespace: n-a')
  const other = watching('0.80.0', 'elsewhere')
  expect(await reloaderOf(other + watching('0.85.0', '$(NAMES)') + own)).toBe('0.85.0')
  const near = resource(', namespace: a')
  // None of these is the name of the namespace: each may be any.
  for (const value of ['$(LATER)', '$(RAW)'])
    expect(await reloaderOf(watching('0.80.0', 'a') + watching('0.85.0', value) + near)).toBeUndefined()
})

test('a variable that is put into itself over and over is not made longer than any name', async () => {
  const steps = Array.from(
    { length: 40 },
    (_, index) => `{name: V${index + 1}, value: "$(V${index})$(V${index})"}`,
  )
  const env = `[{name: V0, value: aaaaaaaaaaaaaaaa}, ${steps.join(', ')}]`
  const stdin =
    operator({ version: '0.85.0', args: '"--namespaces=$(V40)"', env }) + resource(', namespace: a')
  expect(await reloaderOf(stdin)).toBe('0.85.0')
})

test('the built program goes by the selector of an operator', async () => {
  const both =
    operator({ version: '0.80.0', args: '--prometheus-instance-selector=a=b' }) +
    operator({ version: '0.85.0', args: '--prometheus-instance-selector=a=c' })
  const script = `$RELOCATE images --output=tsv ${registry} <<'EOF'\n${both}${labelled('{a: c}')}EOF`
  const { stdout } = await shell(script, process.cwd(), 'pipe')
  expect(stdout).toContain('prometheus-config-reloader:v0.85.0')
  expect(stdout).not.toContain('prometheus-config-reloader:v0.80.0')
})
