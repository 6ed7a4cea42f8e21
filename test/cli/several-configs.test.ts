import { afterAll, describe, expect, test } from '@jest/globals'

import { directoryWith, program, registry, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

const configMap = (name: string, labels: string, config: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: ops${labels}}\ndata:\n  image_config.yaml: |\n${config.replaceAll(/^(?=.)/gm, '    ')}---\n`
const file = (name: string): string =>
  configMap(
    name,
    '',
    `apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\ndefaults: {cassandra: {repository: quay.io/${name}/cassandra}}\n`,
  )
const labelled = (name: string, label = 'k8ssandra.io/config: image'): string =>
  configMap(
    name,
    label === '' ? '' : `, labels: {${label}}`,
    `apiVersion: config.k8ssandra.io/v1beta2\nkind: ImageConfig\ntypes: {cassandra: {registry: quay.io, repository: ${name}, name: cassandra}}\n`,
  )
const operator = (version: string, volume: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: cass-operator, namespace: ops}\nspec: {template: {spec: {containers: [{name: manager, image: "k8ssandra/cass-operator:${version}"}], volumes: [${volume}]}}}\n---\n`
const datacenter = `apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: dc1, namespace: ops}
spec: {clusterName: c, serverType: cassandra, serverVersion: 4.0.3, size: 3, systemLoggerImage: "a/b:1", configBuilderImage: "a/b:1"}
`
const mounting = (name: string): string => operator('v1.22.0', `{name: c, configMap: {name: ${name}}}`)
const projecting = (name: string): string =>
  operator('v1.22.0', `{name: c, projected: {sources: [{configMap: {name: ${name}}}]}}`)

async function server(
  stream: string,
): Promise<{ readonly images: readonly string[]; readonly said: string }> {
  const { stdout, stderr } = await program(['images', registry, '-o', 'tsv'], { stdin: stream + datacenter })
  const rows = stdout.split('\n').map(row => row.split('\t'))
  return { images: rows.flatMap(([source = '', , , by]) => (by === 'operator' ? source : [])), said: stderr }
}

describe('of several ImageConfigs in a namespace', () => {
  test.each([
    ['the one in a volume of the operator', file('one') + file('two') + mounting('two'), 'two'],
    ['the same, in a projected volume', projecting('two') + file('one') + file('two'), 'two'],
    ['the first by name with the label', labelled('b') + labelled('a') + operator('v1.32.0', ''), 'a'],
    ['the only one with the label', labelled('a', '') + labelled('b') + operator('v1.32.0', ''), 'b'],
    ['what is alike is one', file('one') + file('one') + operator('v1.22.0', ''), 'one'],
  ])('%s counts', async (_, stream, name) => {
    const { images, said } = await server(stream)
    expect(images).toEqual([`quay.io/${name}/cassandra:4.0.3`])
    expect(said).not.toContain('IMAGE_CONFIG_UNCERTAIN')
  })

  test.each([
    ['none is mounted', file('one') + file('two') + mounting('three')],
    ['none has the label', labelled('one', '') + labelled('two', '') + operator('v1.32.0', '')],
  ])('it is a doubt where %s, in every command', async (_, stream) => {
    const cwd = directoryWith({ 'all.yaml': stream + datacenter })
    const { images, said } = await server(stream)
    expect(images).toEqual(['quay.io/one/cassandra:4.0.3'])
    expect(said).toContain('that of ConfigMap/one is assumed')
    const commands = ['', 'verify', 'images'].map(
      name => `$RELOCATE ${name} ${registry} --strict all.yaml >/dev/null`,
    )
    const { stderr } = await shell(`${commands.join('; ')}; true`, cwd)
    expect(stderr.split('[IMAGE_CONFIG_UNCERTAIN]')).toHaveLength(4)
  })
})

test('the built program goes by the flag for the namespaces of a kind', async () => {
  const watching = (version: string, flag: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: o, namespace: ops}\nspec: {template: {spec: {containers: [{name: o, image: "a/prometheus-operator:${version}", args: ["${flag}"]}]}}}\n---\n`
  const cwd = directoryWith({
    'all.yaml': `${watching('v0.80.0', '--alertmanager-instance-namespaces=a')}${watching('v0.85.0', '--deny-namespaces=a')}apiVersion: monitoring.coreos.com/v1\nkind: Alertmanager\nmetadata: {name: m, namespace: a}\nspec: {version: v0.28.1}\n`,
  })
  const { stdout } = await shell(`$RELOCATE images ${registry} -o tsv all.yaml`, cwd)
  expect(stdout).toContain('prometheus-config-reloader:v0.80.0')
  expect(stdout).not.toContain('prometheus-config-reloader:v0.85.0')
})
