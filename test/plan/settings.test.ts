import { describe, expect, test } from '@jest/globals'
import { emptyConfig, type Config } from '../../src/config/config.ts'
import { parseValues } from '../../src/config/values/parse-values.ts'
import { relocate } from '../../src/relocate.ts'

const digest = `sha256:${'0'.repeat(64)}`

describe('coordinates of a component', () => {
  test.each<[string, string, string, Partial<Config>, string]>([
    [
      'a registry keeps repository and tag',
      'k8ssandra/cass-operator:v1',
      'registry: r.io',
      {},
      'r.io/k8ssandra/cass-operator:v1',
    ],
    [
      'a repository without a registry is one on Docker Hub',
      'quay.io/a/cass-operator:v1',
      'repository: me/fork',
      {},
      'docker.io/me/fork:v1',
    ],
    ['a tag alone keeps the name', 'quay.io/a/cass-operator:v1', 'tag: v2', {}, 'quay.io/a/cass-operator:v2'],
    [
      'a new tag drops the digest of the old one',
      `a/cass-operator:v1@${digest}`,
      'tag: v2',
      {},
      'a/cass-operator:v2',
    ],
    [
      'the same tag keeps the digest',
      `a/cass-operator:v1@${digest}`,
      'tag: v1, registry: r.io',
      {},
      `r.io/a/cass-operator:v1@${digest}`,
    ],
    [
      'a registry counts before the rules',
      'a/cass-operator:v1',
      'registry: r.io',
      { registry: 'other.io/m' },
      'r.io/a/cass-operator:v1',
    ],
    [
      'a registry counts before an exclusion',
      'a/cass-operator:v1',
      'registry: r.io',
      { registry: 'other.io/m', exclude: ['*'] },
      'r.io/a/cass-operator:v1',
    ],
    [
      'a registry without a dot is one',
      'a/cass-operator:v1',
      'registry: myregistry',
      { registry: 'other.io/m' },
      'myregistry/a/cass-operator:v1',
    ],
    [
      'Docker Hub, the default of the chart, leaves the rest to the rules',
      'a/cass-operator:v1',
      'registry: docker.io, repository: me/fork',
      { registry: 'other.io/m' },
      'other.io/m/me/fork:v1',
    ],
    [
      'no registry leaves the rest to the rules',
      'a/cass-operator:v1',
      'repository: me/fork, tag: v2',
      { registry: 'other.io/m' },
      'other.io/m/me/fork:v2',
    ],
    [
      'a tag alone leaves the name to the rules',
      'a/cass-operator:v1',
      'tag: v2',
      { registry: 'other.io/m' },
      'other.io/m/a/cass-operator:v2',
    ],
  ])('%s', (_, image, coordinates, config, expected) => {
    const values = `cass-operator: {image: {${coordinates}}}`
    const once = run(operator(image), values, config)
    expect(once.output).toBe(operator(expected))
    expect(run(once.output, values, config).output).toBe(once.output)
  })

  test('leave the images in arguments and variables of the container to the rules', () => {
    const stream = operator('a/cass-operator:v1').replace(
      '        name: cass-operator\n',
      '        name: cass-operator\n        env: [{name: LOGGER_IMAGE, value: a/logger:v1}]\n',
    )
    const { output } = run(stream, 'cass-operator: {image: {registry: r.io}}', { registry: 'other.io/m' })
    expect(output).toContain('image: r.io/a/cass-operator:v1\n')
    expect(output).toContain('value: other.io/m/a/logger:v1')
  })

  test('that lead two images to one target are refused like a rule that does', () => {
    const stream = `${operator('a/cass-operator:v1')}---\n${operator('b/reaper-operator:v1', 'reaper-operator')}`
    const same = '{image: {registry: r.io, repository: x/y, tag: v1}}'
    const { problems, output } = run(stream, `cass-operator: ${same}\nreaper-operator: ${same}\n`)
    expect(problems.map(({ code }) => code)).toEqual(['TARGET_COLLISION'])
    expect(output).toBe(stream)
  })
})

describe('a pull policy', () => {
  test('takes the place of the one that is there, or is added', () => {
    const stream = operator('a/cass-operator:v1')
    const added = run(stream, 'cass-operator: {image: {pullPolicy: Always}}').output
    expect(added).toBe(`${stream}        imagePullPolicy: Always\n`)
    expect(run(added, 'cass-operator: {image: {pullPolicy: Never}}').output).toBe(
      added.replace('Always', 'Never'),
    )
  })

  test('without a place for it is named with its line', () => {
    const reaper =
      'apiVersion: reaper.cassandra-reaper.io/v1alpha1\nkind: Reaper\nmetadata: {name: r}\nspec: {image: a/reaper:1}\n'
    const { problems } = run(reaper, 'reaper:\n  image:\n    pullPolicy: Always\n')
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'VALUES_WITHOUT_EFFECT',
        place: expect.objectContaining({ file: 'values.yaml', line: 3 }),
      }),
    ])
  })
})

describe('a service account', () => {
  test.each([
    [
      'CassandraDatacenter',
      'cassandra.datastax.com/v1beta1',
      '{serverImage: a/b:1}',
      'cassandra',
      '{serverImage: a/b:1, serviceAccount: me}',
    ],
    [
      'CassandraDatacenter',
      'cassandra.datastax.com/v1beta1',
      '{serverImage: a/b:1, serviceAccountName: it}',
      'cassandra',
      '{serverImage: a/b:1, serviceAccountName: me}',
    ],
    [
      'Reaper',
      'reaper.cassandra-reaper.io/v1alpha1',
      '{image: a/b:1, ServiceAccountName: default}',
      'reaper',
      '{image: a/b:1, ServiceAccountName: me}',
    ],
    [
      'Reaper',
      'reaper.cassandra-reaper.io/v1alpha1',
      '{image: a/b:1}',
      'reaper',
      '{ServiceAccountName: me, image: a/b:1}',
    ],
  ])(
    'of a %s (%s) %s is named where the operator reads it',
    (kind, apiVersion, spec, component, expected) => {
      const head = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: x}\nspec: `
      const { output, problems } = run(`${head}${spec}\n`, `${component}: {serviceAccount: me}`)
      expect(problems.filter(({ code }) => code !== 'OPERATOR_VERSION_UNKNOWN')).toEqual([])
      expect(fieldsOf(output)).toEqual(fieldsOf(`${head}${expected}\n`))
    },
  )

  test('that the chart makes is renamed with its object and the subjects of its bindings, and nothing else', () => {
    const stream = [
      account('demo-cass'),
      binding('demo-cass', 'other'),
      operator('a/cass-operator:v1', 'cass-operator', 'demo-cass'),
    ].join('---\n')
    const { output, problems, fields } = run(stream, 'cass-operator: {serviceAccount: {name: mine}}')
    expect(problems).toEqual([])
    expect(output).toBe(stream.replaceAll(/(name|Name): demo-cass$/gm, '$1: mine'))
    expect(fields).toHaveLength(3)
    expect(output).toContain('name: demo-cass-role')
  })

  test('in another namespace is another account', () => {
    const stream = [
      account('demo-cass', 'there'),
      operator('a/cass-operator:v1', 'cass-operator', 'demo-cass', 'here'),
    ].join('---\n')
    const { output } = run(stream, 'cass-operator: {serviceAccount: {name: mine}}')
    expect(output).toContain('name: demo-cass\n  namespace: there')
    expect(output).toContain('serviceAccountName: mine')
  })

  test('that others run under is not taken away from them', () => {
    const stream = [
      account('shared'),
      operator('a/cass-operator:v1', 'cass-operator', 'shared'),
      operator('a/web:v1', 'web', 'shared'),
    ].join('---\n')
    const { output, problems } = run(stream, 'cass-operator: {serviceAccount: {name: mine}}')
    expect(output).toBe(stream)
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'ACCOUNT_HALF_DONE',
        message: expect.stringContaining('Deployment/web'),
      }),
    ])
  })

  test('that another account of the stream has already is one that Helm cannot make twice', () => {
    const stream = [account('demo'), account('mine'), operator('a/cass-operator:v1')].join('---\n')
    const { problems } = run(stream, 'cass-operator: {serviceAccount: {name: mine}}')
    expect(problems.map(({ message }) => message)).toEqual([
      'two service accounts have the name mine now, and Helm cannot make both',
    ])
  })

  test('that two components are given is one that Helm cannot make twice', () => {
    const stream = [operator('a/cass-operator:v1'), operator('a/reaper-operator:v1', 'reaper-operator')].join(
      '---\n',
    )
    const values = ['cass', 'reaper'].map(name => `${name}-operator: {serviceAccount: {name: one}}\n`)
    const { problems } = run(stream, values.join(''))
    expect(problems.map(({ message }) => message)).toEqual([
      'reaper-operator and cass-operator each get a service account one, and Helm cannot make it twice',
    ])
  })

  test('that has to exist is only named, and the rights of the old one are pointed out', () => {
    const job = `apiVersion: batch/v1
kind: Job
metadata: {name: x-cleaner}
spec:
  template:
    spec:
      serviceAccountName: x-cleaner
      containers:
      - name: cleaner-job-k8ssandra
        image: k8ssandra/k8ssandra-tools:latest
`
    const stream = [account('x-cleaner'), binding('x-cleaner', 'other'), job].join('---\n')
    const { output, problems } = run(stream, 'cleaner: {serviceAccount: mine}')
    expect(output).toBe(stream.replace('serviceAccountName: x-cleaner', 'serviceAccountName: mine'))
    expect(problems).toEqual([
      expect.objectContaining({
        code: 'ACCOUNT_HALF_DONE',
        message: expect.stringContaining('RoleBinding/b'),
      }),
    ])
  })
})

describe('pull secrets of a component', () => {
  test('go to its pods and to the account they run under, and to no others', () => {
    const stream = [
      account('demo-cass'),
      account('demo-other'),
      operator('a/cass-operator:v1', 'cass-operator', 'demo-cass'),
      operator('a/web:v1', 'web', 'demo-other'),
    ].join('---\n')
    const { output, secrets } = run(stream, 'cass-operator: {imagePullSecrets: [{name: key}]}')
    expect(secrets.map(({ place }) => place.object)).toEqual([
      'ServiceAccount/demo-cass',
      'Deployment/cass-operator',
    ])
    expect(output.match(/- name: key$/gm)).toHaveLength(2)
  })
})

test('a component that is not in the stream is named with the line of its first key', () => {
  const { problems } = run(operator('a/cass-operator:v1'), 'stargate:\n  image: {tag: v1}\n')
  expect(problems).toEqual([
    expect.objectContaining({
      code: 'VALUES_WITHOUT_EFFECT',
      message: 'nothing in the stream is stargate, so stargate.image.tag changes nothing',
      place: expect.objectContaining({ file: 'values.yaml', line: 2 }),
    }),
  ])
})

function run(stream: string, values: string, config: Partial<Config> = {}) {
  const { components, problems } = parseValues([{ name: 'values.yaml', text: values }])
  expect(problems).toEqual([])
  return relocate(stream, { ...emptyConfig, ...config, components })
}

function operator(
  image: string,
  name = 'cass-operator',
  serviceAccount = 'demo',
  namespace?: string,
): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
${namespace === undefined ? '' : `  namespace: ${namespace}\n`}spec:
  template:
    spec:
      serviceAccountName: ${serviceAccount}
      containers:
      - args: [--leader-elect]
        name: ${name}
        image: ${image}
`
}

function account(name: string, namespace?: string): string {
  const place = namespace === undefined ? '' : `  namespace: ${namespace}\n`
  return `apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: ${name}\n${place}`
}

/** A binding of two accounts. */
function binding(...names: readonly string[]): string {
  const subjects = names.map(name => `- kind: ServiceAccount\n  name: ${name}\n`)
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: b
subjects:
${subjects.join('')}roleRef:
  kind: Role
  name: ${names[0]}-role
`
}

/** The fields of a flow mapping at the end, in any order, and the lines before. */
function fieldsOf(text: string): readonly string[] {
  const [head = '', body = ''] = text.split('spec: ')
  return [head, ...body.trim().slice(1, -1).split(', ').sort()]
}
