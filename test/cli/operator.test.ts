import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, describe, expect, test } from '@jest/globals'

import { configHead, directoryWith, program, registry, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

const datacenter = `apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: dc1}
spec: {clusterName: c, serverType: cassandra, serverVersion: 4.0.17, size: 3}
`
const cluster = `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo}
spec:
  reaper: {}
  cassandra: {serverVersion: 4.0.17, datacenters: [{metadata: {name: dc1}, size: 3}]}
`

describe('resources whose operator is in no stream of the run', () => {
  test.each([
    ['a datacenter', datacenter, ['cassandra', 'config-builder', 'system-logger']],
    ['a cluster', cluster, ['cassandra', 'config-builder', 'system-logger', 'reaper']],
  ])('%s: its images are listed as unknown, with what to give', async (_, stdin, components) => {
    const { code, stdout, stderr } = await program(['images', registry, '-o', 'tsv'], { stdin })
    expect(code).toBe(0)
    const rows = stdout.trimEnd().split('\n').slice(1)
    expect(rows.map(row => row.split('\t').slice(0, 4))).toEqual(
      components.map(component => ['(unknown)', '(unknown)', component, 'operator']),
    )
    expect(stderr).toContain('--operator cass-operator=VERSION [OPERATOR_VERSION_UNKNOWN]')
    expect(stderr).toContain(`${components.length} images listed; ${components.length} images unknown`)
    expect(stderr).not.toMatch(/\b0 images/)
  })

  test('the data, a copy job and the filter agree, and an unknown image has no name', async () => {
    const given = { stdin: datacenter }
    const { stdout: json } = await program(['images', registry, '-o', 'json'], given)
    expect(JSON.parse(json)).toMatchObject({
      images: [],
      unknown: [
        { operator: 'cass-operator', component: 'cassandra', place: { object: 'CassandraDatacenter/dc1' } },
        { component: 'config-builder', container: 'server-config-init' },
        { component: 'system-logger', container: 'server-system-logger' },
      ],
    })
    const { stdout: script } = await program(['images', registry, '-o', 'skopeo'], given)
    expect(script).toContain(
      '# not copied: an image for cassandra of CassandraDatacenter/dc1 is not known: cass-operator chooses it\n',
    )
    expect((await program(['images', registry, '-o', 'name'], given)).stdout).toBe('')
    const filtered = await program([registry], given)
    expect(filtered).toMatchObject({ code: 0, stdout: datacenter })
    expect(filtered.stderr).toContain('3 images unknown, 1 warning')
    expect((await program([registry, '--strict'], given)).code).toBe(3)
  })

  test('verify counts them, and never says that none is outside', async () => {
    const { code, stderr } = await program(['verify', registry], { stdin: cluster })
    expect(code).toBe(0)
    expect(stderr).toMatch(/4 images unknown, 0 at the target, 0 excluded, 0 outside, 0 possible/)
    const cwd = directoryWith({})
    await program(['verify', registry, '--report=report.md'], { stdin: cluster, cwd })
    expect(readFileSync(join(cwd, 'report.md'), 'utf8')).toContain('none outside, 0 possible, 4 unknown')
  })

  test.each([
    ['the flag', ['--operator=cass-operator=1.27.1'], {}],
    ['a variable', [], { K8SSANDRA_RELOCATE_OPERATOR: 'cass-operator=1.27.1' }],
    ['the configuration', ['--config=relocate.yaml'], {}],
  ])('%s says which version runs', async (_, flags, env) => {
    const cwd = directoryWith({ 'relocate.yaml': `${configHead}operators: {cass-operator: 1.27.1}\n` })
    const { stdout, stderr } = await program(['images', registry, '-o', 'name', ...flags], {
      stdin: datacenter,
      env,
      cwd,
    })
    expect(stdout.split('\n')).toEqual([
      'registry.internal/m/datastax/cass-config-builder:1.0-ubi',
      'registry.internal/m/k8ssandra/cass-management-api:4.0.17-ubi',
      'registry.internal/m/k8ssandra/system-logger:v1.27.1',
      '',
    ])
    expect(stderr).not.toContain('OPERATOR_VERSION_UNKNOWN')
  })

  test('the built program does so', async () => {
    const cwd = directoryWith({ 'dc.yaml': datacenter })
    const { code, stdout, stderr } = await shell(
      '$RELOCATE images -r registry.internal/m -o tsv dc.yaml | grep -c unknown; $RELOCATE images -r registry.internal/m --operator cass-operator=1.9.0 -o name dc.yaml',
      cwd,
    )
    expect(code).toBe(0)
    expect(stdout).toContain('3\nregistry.internal/m/datastax/cass-config-builder:1.0.4-ubi7\n')
    expect(stderr).toContain('3 images unknown')
  })
})

test.each(['preserve', 'flatten', 'full'])(
  'a registry that an operator puts in front of images: what the filter takes, verify does (%s)',
  async layout => {
    const stdin = `apiVersion: apps/v1
kind: Deployment
metadata: {name: cass-operator}
spec: {template: {spec: {containers: [{name: o, image: "k8ssandra/cass-operator:v1.7.1", env: [{name: DEFAULT_CONTAINER_REGISTRY_OVERRIDE, value: quay.io/x}]}]}}}
---
${datacenter.replace('4.0.17', '3.11.10')}`
    const flags = [registry, `--layout=${layout}`]
    const { code, stdout } = await program(flags, { stdin })
    expect(code).toBe(0)
    expect((await program(['verify', ...flags], { stdin: stdout })).code).toBe(0)
  },
)
