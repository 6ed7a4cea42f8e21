import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'

import { directoryWith, pod, program, registry, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

const reaper =
  'apiVersion: reaper.cassandra-reaper.io/v1alpha1\nkind: Reaper\nmetadata: {name: r}\nspec: {image: "a/reaper:1"}\n'

const operator = { image: { registry: 'registry.internal', repository: 'm/a/cass-operator', tag: 'v1' } }

describe('--values', () => {
  test('applies a values file of the chart', async () => {
    const cwd = directoryWith({ 'values.yaml': 'reaper: {image: {registry: r.io}, serviceAccount: me}\n' })
    const { code, stdout, stderr } = await program(['--values', 'values.yaml'], { cwd, stdin: reaper })
    expect(code).toBe(0)
    expect(stdout).toBe(
      reaper.replace('{image: "a/reaper:1"}', '{ServiceAccountName: me, image: "r.io/a/reaper:1"}'),
    )
    expect(stderr).toBe('k8ssandra-relocate: 1 image moved (1 place in 1 object); 1 other field set\n')
  })

  test('prints with --verbose which key set a field', async () => {
    const cwd = directoryWith({ 'values.yaml': 'reaper: {serviceAccount: me}\n' })
    const { stderr } = await program(['-v', '-f', 'values.yaml'], { cwd, stdin: reaper })
    expect(stderr).toContain('Reaper/r spec/ServiceAccountName:  → me (values reaper.serviceAccount)')
  })

  test('may be repeated, and the later file wins key by key', async () => {
    const cwd = directoryWith({
      'one.yaml': 'reaper: {image: {registry: one.io, tag: "2"}}\n',
      'two.yaml': 'reaper: {image: {registry: two.io}}\n',
    })
    const { stdout } = await program(['-f', 'one.yaml', '-f', 'two.yaml'], { cwd, stdin: reaper })
    expect(stdout).toContain('two.io/a/reaper:2')
  })

  test('sets pull policy and account in every file, alike as the files may be', async () => {
    const deployment =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: operator}\nspec:\n  template:\n    spec:\n      containers:\n' +
      '      - name: operator\n        image: k8ssandra/cass-operator:v1\n'
    const cwd = directoryWith({
      'values.yaml':
        'cass-operator: {image: {registry: r.io, pullPolicy: Always}}\nreaper: {serviceAccount: me, image: {registry: r.io}}\n',
      'in/a.yaml': `${deployment}---\n${reaper}`,
      'in/b.yaml': `${deployment}---\n${reaper}`,
    })
    const { code, stderr } = await program(['-f', 'values.yaml', '--output-dir', 'out', 'in'], { cwd })
    expect({ code, stderr }).toMatchObject({ code: 0 })
    const [a, b] = ['a', 'b'].map(name => readFileSync(join(cwd, 'out/in', `${name}.yaml`), 'utf8'))
    expect(a).toContain('imagePullPolicy: Always')
    expect(a).toContain('ServiceAccountName: me')
    expect(b).toBe(a)
  })

  test('has a variable', async () => {
    const cwd = directoryWith({ 'values.yaml': 'reaper: {image: {registry: r.io}}\n' })
    const env = { K8SSANDRA_RELOCATE_VALUES: 'values.yaml' }
    const { stdout } = await program([], { cwd, env, stdin: reaper })
    expect(stdout).toContain('r.io/a/reaper:1')
  })

  test.each([
    ['that is not there', 'missing.yaml', 'CONFIG_UNREADABLE', 'missing.yaml'],
    ['that is no YAML', 'broken.yaml', 'VALUES_INVALID', 'broken.yaml:1'],
    ['with something else for a tag', 'tag.yaml', 'VALUES_INVALID', 'tag.yaml:1'],
  ])('of a file %s is refused, and nothing is written', async (_, file, code, place) => {
    const cwd = directoryWith({
      'broken.yaml': 'reaper: [}\n',
      'tag.yaml': 'reaper: {image: {tag: "a b"}}\n',
    })
    const ran = await program(['-f', file], { cwd, stdin: reaper })
    expect([ran.code, ran.stdout]).toEqual([2, ''])
    expect(ran.stderr).toContain(`[${code}]`)
    expect(ran.stderr).toContain(place)
  })

  test('misses a component only when no file has it', async () => {
    const cwd = directoryWith({
      'values.yaml': 'reaper: {image: {registry: r.io}}\nstargate: {image: {tag: v1}}\n',
      'a.yaml': pod,
      'b.yaml': reaper,
    })
    const { stderr } = await program([registry, '-f', 'values.yaml', 'a.yaml', 'b.yaml'], { cwd })
    expect(stderr).not.toContain('nothing in the stream is reaper')
    expect(stderr.match(/nothing in the stream is stargate/g)).toHaveLength(1)
  })
})

describe('values', () => {
  test('prints what makes the chart render the same', async () => {
    const { code, stdout } = await program(['values', registry], { stdin: reaper })
    expect(code).toBe(0)
    expect(parse(stdout)).toEqual({
      reaper: { image: { registry: 'registry.internal', repository: 'm/a/reaper', tag: '1' } },
    })
    expect(stdout).toContain('# reaper: Reaper spec/image')
  })

  test('says which image no value decides', async () => {
    const { code, stdout, stderr } = await program(['values', registry])
    expect([code, parse(stdout)]).toEqual([0, {}])
    expect(stderr).toContain('the chart k8ssandra has no value that makes this image (nginx)')
  })

  test.each([
    ['k8ssandra', { 'cass-operator': operator }],
    ['k8ssandra-operator', { 'cass-operator': operator }],
  ])('writes for the chart %s', async (chart, expected) => {
    const stdin = deployment('cass-operator')
    const { stdout } = await program(['values', registry, `--chart=${chart}`], { stdin })
    expect(parse(stdout)).toEqual(expected)
  })

  test('knows the chart by the comments of the stream', async () => {
    const stdin = `---\n# Source: k8ssandra-operator/templates/deployment.yaml\n${deployment('k8ssandra-operator')}`
    const { stdout, stderr } = await program(['values', registry, '-s', 'key'], { stdin })
    expect(parse(stdout)).toEqual({
      image: { registry: 'registry.internal', repository: 'm/a/k8ssandra-operator', tag: 'v1' },
      imagePullSecrets: [{ name: 'key' }],
    })
    expect(stderr).toContain('values for k8ssandra-operator')
  })

  test('has keys for registry, repository, tag and digest in the newest monitoring stack', async () => {
    const digest = `sha256:${'a'.repeat(64)}`
    const stdin = `apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: p}\nspec:\n  image: quay.io/p/p:v1@${digest}\n`
    const flags = ['values', registry, '--chart=kube-prometheus-stack']
    const { stdout } = await program(flags, { stdin })
    expect(parse(stdout)).toEqual({
      prometheus: {
        prometheusSpec: {
          image: { registry: 'registry.internal', repository: 'm/p/p', tag: 'v1', sha: 'a'.repeat(64) },
        },
      },
    })
  })

  test('cannot say two images where the chart has one value', async () => {
    const stdin = `${reaper}---\n${reaper.replace(':1', ':2').replace('name: r', 'name: s')}`
    const { stdout, stderr } = await program(['values', registry], { stdin })
    expect(parse(stdout)).toMatchObject({ reaper: { image: { tag: '1' } } })
    expect(stderr).toContain('reaper has one value, reaper.image, for two images')
  })

  test('runs as the executable, and what it prints is taken by --values', async () => {
    const stream = `${process.cwd()}/testdata/streams/k8ssandra-1.x.yaml`
    const cwd = directoryWith({})
    const script = `"$RELOCATE" values -q -r registry.internal/m ${stream} > values.yaml &&
      "$RELOCATE" -q -f values.yaml --unmapped=keep ${stream} > by-values.yaml &&
      "$RELOCATE" -q -r registry.internal/m ${stream} > by-rules.yaml &&
      diff by-values.yaml by-rules.yaml | grep '^[<>]' | grep -v image_config | sort`
    const { stdout } = await shell(script, cwd)
    const lines = stdout.trimEnd().split('\n')
    // The chart has no value for what cass-operator reads from its ConfigMap: four images.
    expect(lines).toHaveLength(8)
    expect(
      lines.filter(line => line.startsWith('>')).every(line => line.includes('registry.internal/m')),
    ).toBe(true)
  })
})

function deployment(name: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  template:
    spec:
      containers:
      - name: ${name}
        image: a/${name}:v1
`
}
