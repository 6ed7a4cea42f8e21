import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parse } from 'yaml'
import { executable, needsNode } from '../built.ts'
import { helmBinary, pinnedHelm } from '../helm/binaries.ts'

type Plugin = {
  spec: {
    discover: { fileName: string }
    init: { command: string[] }
    generate: { command: string[] }
    parameters: { static: { name: string; collectionType?: string }[] }
  }
}

const plugin = parse(readFileSync('deploy/argocd/plugin.yaml', 'utf8')) as Plugin
const configuration =
  'apiVersion: k8ssandra-relocate.io/v1alpha1\nkind: RelocationConfig\nregistry: reg.example:5000/m\n'
let folder: string

/** An application folder as the repo-server has it: nothing in it can be written by the plugin. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'argocd-'))
  const app = join(folder, 'app')
  cpSync('testdata/charts/k8ssandra-mini', app, { recursive: true })
  writeFileSync(join(app, 'k8ssandra-relocate.yaml'), configuration)
  writeFileSync(join(app, 'values-site.yaml'), '{}\n')
  mkdirSync(join(folder, 'bin'))
  mkdirSync(join(folder, 'tmp'), { mode: 0o777 })
  chmodSync(join(folder, 'tmp'), 0o777)
  copyFileSync(await helmBinary(pinnedHelm[3]), join(folder, 'bin/helm'))
  copyFileSync(resolve(executable), join(folder, 'bin/k8ssandra-relocate'))
  spawnSync('chmod', ['-R', 'a+rX,a-w', app, join(folder, 'bin')])
  chmodSync(folder, 0o755)
})

afterAll(() => {
  spawnSync('chmod', ['-R', 'u+w', folder])
  rmSync(folder, { recursive: true, force: true })
})

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
    PARAM_VALUES_0: 'values-site.yaml',
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
function generate(env: Record<string, string>): { status: number | null; stdout: string; stderr: string } {
  const [command = '', ...args] = plugin.spec.generate.command
  return spawnSync(command, args, {
    cwd: join(folder, 'app'),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...(process.getuid?.() === 0 && !needsNode ? { uid: 999, gid: 999 } : {}),
    env: {
      PATH: [join(folder, 'bin'), '/usr/bin', '/bin', dirname(process.execPath)].join(':'),
      HOME: join(folder, 'tmp'),
      HELM_CACHE_HOME: join(folder, 'tmp/cache'),
      HELM_CONFIG_HOME: join(folder, 'tmp/config'),
      HELM_DATA_HOME: join(folder, 'tmp/data'),
      ARGOCD_APP_NAME: 'demo',
      ARGOCD_APP_NAMESPACE: 'cassandra',
      KUBE_VERSION: '1.31.0',
      KUBE_API_VERSIONS: 'v1,apps/v1,batch/v1',
      ...env,
    },
  })
}

/** The exit code of `verify`: 0 when every image is at the registry. */
function verified(manifests: string, registry: string): number | null {
  return spawnSync(executable, ['verify', '--registry', registry], { input: manifests }).status
}
