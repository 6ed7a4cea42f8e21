import { spawn } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { executable, needsNode } from '../built.ts'
import { helmBinary, type HelmVersion } from './binaries.ts'
import { isHelm4 } from './versions.ts'

export { executable }
export const chart = resolve('testdata/charts/k8ssandra-small')

export type Outcome = { readonly status: number | null; readonly stdout: string; readonly stderr: string }

/** A Helm with a home of its own, so that nothing of the person's own Helm is read or written. */
export type Helm = {
  readonly version: HelmVersion
  readonly home: string
  /** The program itself and the variables it runs with, for tests that start it in their own way. */
  readonly binary: string
  readonly env: Readonly<Record<string, string>>
  run(...args: readonly string[]): Promise<Outcome>
  /** The flags that make Helm pipe manifests through a program: its path in Helm 3, a plugin's name in Helm 4. */
  postRenderer(program: Program, ...args: readonly string[]): string[]
  remove(): void
}

export type Program = 'k8ssandra-relocate' | 'capture'

/** What `capture` writes: its standard input, which it passes on unchanged. */
export const captured = (helm: Helm) => join(helm.home, 'captured.yaml')

export async function makeHelm(version: HelmVersion): Promise<Helm> {
  const binary = await helmBinary(version)
  const home = mkdtempSync(join(tmpdir(), `helm-${version}-`))
  const plugins = join(home, 'plugins')
  const capture = join(home, 'capture')
  writeFileSync(capture, `#!/bin/sh\nexec tee '${join(home, 'captured.yaml')}'\n`)
  chmodSync(capture, 0o755)
  const path = { 'k8ssandra-relocate': executable, capture }
  if (isHelm4(version)) {
    installPlugin(plugins, 'k8ssandra-relocate', executable, 'plugin.yaml')
    const manifest = join(home, 'capture.yaml')
    writeFileSync(manifest, captureManifest)
    installPlugin(plugins, 'capture', capture, manifest)
  }
  const env = {
    PATH: [...(needsNode ? [dirname(process.execPath)] : []), process.env['PATH'] ?? ''].join(':'),
    HOME: home,
    HELM_PLUGINS: plugins,
    HELM_CACHE_HOME: join(home, 'cache'),
    HELM_CONFIG_HOME: join(home, 'config'),
    HELM_DATA_HOME: join(home, 'data'),
    KUBECONFIG: join(home, 'kubeconfig'),
  }
  return {
    version,
    home,
    binary,
    env,
    run: (...args) => runProgram(binary, args, env),
    postRenderer: (program, ...args) => [
      `--post-renderer=${isHelm4(version) ? program : path[program]}`,
      ...args.map(arg => `--post-renderer-args=${arg}`),
    ],
    remove: () => rmSync(home, { recursive: true, force: true }),
  }
}

function installPlugin(plugins: string, name: string, program: string, manifest: string): void {
  const folder = join(plugins, name)
  mkdirSync(folder, { recursive: true })
  copyFileSync(manifest, join(folder, 'plugin.yaml'))
  copyFileSync(program, join(folder, name))
}

const captureManifest = `apiVersion: v1
type: postrenderer/v1
name: capture
version: 0.1.0
runtime: subprocess
runtimeConfig:
  platformCommand:
    - command: \${HELM_PLUGIN_DIR}/capture
`

/** Run a program to its end; the event loop stays free, the cluster of the tests lives in it. */
export function runProgram(
  program: string,
  args: readonly string[],
  env: Record<string, string>,
  input = '',
): Promise<Outcome> {
  return new Promise((settle, fail) => {
    const child = spawn(program, args, { env, cwd: tmpdir() })
    const output = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (chunk: string) => (output[name] += chunk))
    }
    child.on('error', fail).on('close', status => settle({ status, ...output }))
    child.stdin.on('error', () => undefined).end(input)
  })
}
