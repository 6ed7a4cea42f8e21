import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'yaml'
import { executable } from '../built.ts'
import { helmBinary, pinnedHelm } from '../helm/binaries.ts'
import { makeSidecar, type Result, type Sidecar } from './argocd/sidecar.ts'

type Plugin = {
  spec: {
    discover: { fileName: string }
    init: { command: string[] }
    generate: { command: string[] }
    parameters: { static: { name: string; collectionType?: string }[] }
  }
}

const plugin = parse(readFileSync('deploy/argocd/plugin.yaml', 'utf8')) as Plugin
let sidecar: Sidecar

beforeAll(async () => void (sidecar = await makeSidecar()))
afterAll(() => sidecar.remove())

test('generate prints the relocated manifests and nothing else', () => {
  const { status, stdout, stderr } = generate({})
  expect({ status, complaint: status === 0 ? '' : stderr }).toEqual({ status: 0, complaint: '' })
  expect(verified(stdout, 'reg.example:5000/m')).toBe(0)
  expect(stdout.split('reg.example:5000/m/').length).toBeGreaterThan(1)
})

test('parameters of the application count before variables, and variables before the file', () => {
  const variables = { ARGOCD_ENV_REGISTRY: 'env.example/e', ARGOCD_ENV_PULL_SECRETS: 'one,two' }
  const byVariable = generate(variables)
  expect(verified(byVariable.stdout, 'env.example/e')).toBe(0)
  expect(byVariable.stdout).toContain('- name: two')
  const byParameter = generate({
    ...variables,
    ARGOCD_APP_PARAMETERS: JSON.stringify([
      { name: 'registry', string: 'param.example/p' },
      { name: 'pull-secrets', array: ['three'] },
    ]),
    PARAM_REGISTRY: 'param.example/p',
    PARAM_PULL_SECRETS_0: 'three',
    PARAM_VALUES_0: 'values site.yaml',
  })
  expect(verified(byParameter.stdout, 'param.example/p')).toBe(0)
  expect(byParameter.stdout).toContain('- name: three')
  expect(byParameter.stdout).not.toContain('- name: two')
})

test('a chart that Helm cannot render fails with its words and prints nothing', () => {
  const { status, stdout, stderr } = generate({ ARGOCD_ENV_VALUES: 'absent.yaml' })
  expect(status).not.toBe(0)
  expect(stdout).toBe('')
  expect(stderr).toContain('absent.yaml')
})

test('a relocation that is refused fails and prints nothing', () => {
  const { status, stdout, stderr } = generate({ PARAM_REGISTRY: 'reg.example/UPPER' })
  expect(status).not.toBe(0)
  expect(stdout).toBe('')
  expect(stderr).toContain('UPPER')
})

test('the plugin takes applications with a configuration, and announces parameters that the command reads', () => {
  expect(plugin.spec.discover.fileName).toBe('./k8ssandra-relocate.yaml')
  const script = plugin.spec.generate.command.at(-1) ?? ''
  for (const { name, collectionType } of plugin.spec.parameters.static) {
    const variable = `PARAM_${name.toUpperCase().replaceAll('-', '_')}`
    expect(script).toContain(collectionType === 'array' ? `${variable}_$number` : `{${variable}:-`)
  }
})

test('kustomize adds the sidecar to the repo-server', async () => {
  const overlay = mkdtempSync(join(tmpdir(), 'argocd-overlay-'))
  for (const name of ['kustomization.yaml', 'plugin.yaml', 'sidecar-patch.yaml'])
    copyFileSync(join('deploy/argocd', name), join(overlay, name))
  const server = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'argocd-repo-server' },
    spec: { template: { spec: { containers: [{ name: 'argocd-repo-server', image: 'a' }], volumes: [] } } },
  }
  writeFileSync(join(overlay, 'server.yaml'), JSON.stringify(server))
  const file = join(overlay, 'kustomization.yaml')
  writeFileSync(file, `${readFileSync(file, 'utf8')}resources: [server.yaml]\n`)
  const { stdout, stderr } = spawnSync(
    join(dirname(await helmBinary(pinnedHelm[4])), 'kubectl'),
    ['kustomize', overlay],
    {
      encoding: 'utf8',
    },
  )
  rmSync(overlay, { recursive: true, force: true })
  expect(stderr).toBe('')
  expect(stdout).toContain('image: registry.internal:5000/tools/k8ssandra-relocate-argocd')
  expect(stdout).toContain('kind: ConfigManagementPlugin')
})

/** The command as the repo-server runs it: user 999, the folder of the application, and its environment alone. */
function generate(env: Record<string, string>): Result {
  return sidecar.run(plugin.spec.generate.command, {
    ARGOCD_APP_NAME: 'demo',
    ARGOCD_APP_NAMESPACE: 'cassandra',
    KUBE_VERSION: '1.31.0',
    KUBE_API_VERSIONS: 'v1,apps/v1,batch/v1',
    ...env,
  })
}

/** The exit code of `verify`: 0 when every image is at the registry. */
function verified(manifests: string, registry: string): number | null {
  return spawnSync(executable, ['verify', '--registry', registry], { input: manifests }).status
}
