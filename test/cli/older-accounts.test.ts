import { afterAll, expect, test } from '@jest/globals'

import { operator, program, registry, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

const account = (name: string, secret: string): string => `---
apiVersion: v1
kind: ServiceAccount
metadata: {name: ${name}}
imagePullSecrets: [{name: ${secret}}]
`
const images = 'serverImage: "a/b:1", configBuilderImage: "a/c:1", systemLoggerImage: "a/d:1"'
const datacenter = (spec: string): string => `apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: dc1}
spec: {clusterName: c, serverType: cassandra, serverVersion: 4.0.3, size: 3, ${images}, ${spec}}
`
const inTemplate = 'podTemplateSpec: {spec: {serviceAccountName: template, containers: []}}'
const all =
  account('template', 'of-template') + account('default', 'of-default') + account('named', 'of-named')

/** The secrets of the first list in the output. */
function carried(stdout: string): readonly string[] {
  const [template = ''] = /podTemplateSpec: .*\n/.exec(stdout) ?? []
  return Array.from(template.matchAll(/name: (of-\w+)/g), match => match[1] ?? '')
}

test.each([
  ['1.15.0', inTemplate, 'of-default'],
  ['1.16.0', inTemplate, 'of-template'],
  ['1.15.0', `serviceAccount: named, ${inTemplate}`, 'of-named'],
  ['1.16.0', `serviceAccount: named, ${inTemplate}`, 'of-named'],
  ['1.15.0', `serviceAccountName: named, ${inTemplate}`, 'of-default'],
  ['1.16.0', `serviceAccountName: named, ${inTemplate}`, 'of-named'],
])('cass-operator %s with {%s}: the list that is made keeps %s', async (version, spec, secret) => {
  const stdin = operator('cass-operator', version) + datacenter(spec) + all
  const { stdout, stderr } = await program([registry, '--pull-secret=key'], { stdin })
  expect({ secrets: carried(stdout), stderr: stderr.includes('warning') }).toEqual({
    secrets: [secret],
    stderr: false,
  })
})

test('the built program says whose secrets a list hides, as the version reads the account', async () => {
  const stdin =
    operator('cass-operator', '1.15.0') + datacenter(inTemplate) + account('template', 'of-template')
  const script = `$RELOCATE ${registry} -s key <<'EOF'\n${stdin}EOF`
  const { stderr } = await shell(script, process.cwd(), 'pipe')
  expect(stderr).toContain('the service account default, which is not in this run')
})

const cluster = (accounts: string): string => `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo}
spec:
  auth: false
  cassandra:
    serverVersion: 4.0.17
    serverImage: a/b:1
${accounts}`
const ofCluster = '    serviceAccount: named\n    datacenters: [{metadata: {name: dc1}, size: 3}]\n'
const ofDatacenter = '    datacenters: [{metadata: {name: dc1}, size: 3, serviceAccount: named}]\n'

test.each([
  ['1.4.1', ofCluster, 'default'],
  ['1.5.0', ofCluster, 'named'],
  ['1.4.1', ofDatacenter, 'default'],
  ['1.5.0', ofDatacenter, 'named'],
])(
  'k8ssandra-operator %s with %j: the account of the pods of Cassandra is %s',
  async (version, spec, name) => {
    const stdin = operator('k8ssandra-operator', version) + cluster(spec)
    const { stderr } = await program([registry, '--pull-secret=key'], { stdin })
    const [, told] = /Cassandra get pull secrets only from the service account (\S+),/.exec(stderr) ?? []
    expect(told).toBe(name)
  },
)
