import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawnSync, type ChildProcess } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { executable } from '../built.ts'
import { makeSidecar, type Result, type Sidecar } from './argocd/sidecar.ts'
import { describeWith, tool } from './tools.ts'

type Source = {
  path: string
  plugin: {
    name?: string
    env?: { name: string; value: string }[]
    parameters?: { name: string; string?: string; array?: string[]; map?: Record<string, string> }[]
  }
}
type Application = { metadata: { namespace: string }; spec: { source: Source } }
type Answer = { discovers: boolean; matches: boolean; parameters: string[]; manifests: string[] }

const cmpServer = tool('argocd-cmp-server')

describeWith(cmpServer)(
  'the plugin server of Argo CD (needs argocd-cmp-server, as .ci/run builds it)',
  () => {
    let sidecar: Sidecar
    let server: ChildProcess

    beforeAll(async () => {
      sidecar = await makeSidecar()
      server = await sidecar.serve([cmpServer ?? ''])
    })
    afterAll(() => {
      server.kill('SIGKILL')
      sidecar.remove()
    })

    test('finds the application of the documentation, announces the parameters and generates relocated manifests', () => {
      const answer = answered(ask({ ...documented().plugin }))
      expect(answer).toMatchObject({
        discovers: true,
        matches: true,
        parameters: ['registry', 'pull-secrets', 'values', 'strict'],
      })
      const manifests = answer.manifests.map(text => JSON.parse(text) as { kind: string })
      expect(manifests.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['CassandraDatacenter', 'Deployment']),
      )
      expect(answer.manifests.join('\n')).toContain('"myregistrykey"')
      expect(verified(answer, 'registry.internal:5000/mirror')).toBe(0)
    })

    test('an application in a namespace of its own has the release name that Argo CD gives it', () => {
      const answer = answered(ask({ parameters: [] }, 'team'))
      expect(answer.manifests.join('\n')).toContain('cassandra')
      expect(answer.manifests.join('\n')).not.toContain('team_cassandra')
      expect(verified(answer, 'reg.example:5000/m')).toBe(0)
    })

    test('variables and parameters arrive whatever characters they have', () => {
      const hostile = { env: [{ name: 'VALUES', value: 'values site.yaml, values site.yaml' }] }
      expect(verified(answered(ask(hostile)), 'reg.example:5000/m')).toBe(0)
      const array = { parameters: [{ name: 'values', array: ['', 'values site.yaml'] }] }
      expect(verified(answered(ask(array)), 'reg.example:5000/m')).toBe(0)
    })

    test.each([
      [
        'a registry with a command',
        { parameters: [{ name: 'registry', string: '$(touch /tmp/owned)`id`' }] },
      ],
      ['a registry that looks like a flag', { parameters: [{ name: 'registry', string: '--pass-through' }] }],
      ['a registry of two lines', { env: [{ name: 'REGISTRY', value: 'reg.example\n--pass-through' }] }],
      [
        'a secret that looks like a flag',
        { parameters: [{ name: 'pull-secrets', array: ['--pass-through'] }] },
      ],
      ['an empty secret', { parameters: [{ name: 'pull-secrets', array: ['', 'real'] }] }],
      ['a pattern for a file of values', { env: [{ name: 'VALUES', value: '*.yaml' }] }],
      ['a file of values that looks like a flag', { parameters: [{ name: 'values', array: ['--help'] }] }],
      ['a parameter that is misspelt', { parameters: [{ name: 'pullSecrets', array: ['real'] }] }],
      ['a parameter of another type', { parameters: [{ name: 'registry', array: ['reg.example'] }] }],
      ['a map', { parameters: [{ name: 'values', map: { site: 'values site.yaml' } }] }],
      ['a word for strict', { parameters: [{ name: 'strict', string: 'yes' }] }],
    ])('%s is refused, with the reason for the application', (_, plugin) => {
      const { status, stdout, stderr } = ask(plugin)
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
      expect(stderr).toMatch(/k8ssandra-relocate: |Error: /)
    })

    /** The application of the documentation, with another plugin section. */
    function ask(plugin: Source['plugin'], namespace = 'argocd'): Result {
      const application: Application = parse(documentedText()) as Application
      application.metadata.namespace = namespace
      application.spec.source = { ...application.spec.source, path: 'app', plugin }
      const file = join(tmpdir(), `application-${process.pid}.json`)
      writeFileSync(file, JSON.stringify(application))
      const args = ['ask', sidecar.socket, sidecar.repository, file]
      const result = spawnSync(cmpServer ?? '', args, { encoding: 'utf8', maxBuffer: 1 << 28 })
      rmSync(file)
      return result
    }
  },
)

function documentedText(): string {
  const page = readFileSync('docs/argocd.md', 'utf8')
  return /^```yaml\n(apiVersion: argoproj\.io\/v1alpha1\nkind: Application\n.*?)^```/ms.exec(page)?.[1] ?? ''
}

function documented(): Source {
  return (parse(documentedText()) as Application).spec.source
}

function answered({ status, stdout, stderr }: Result): Answer {
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return JSON.parse(stdout) as Answer
}

/** The exit code of `verify`: 0 when every image is at the registry. */
function verified({ manifests }: Answer, registry: string): number | null {
  return spawnSync(executable, ['verify', '--registry', registry], { input: manifests.join('\n---\n') })
    .status
}
