import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { executable, needsNode } from '../../built.ts'
import { helmBinary, pinnedHelm } from '../../helm/binaries.ts'

const configuration =
  'apiVersion: k8ssandra-relocate.io/v1alpha1\nkind: RelocationConfig\nregistry: reg.example:5000/m\n'

/** The container, as far as the machine can make one: nothing but two folders can be written, and its user is 999. */
const asInContainer =
  'mount --bind "$1/tmp" "$1/tmp"; mount --bind "$1/plugins" "$1/plugins"; mount -o remount,bind,ro /; ' +
  'shift; exec setpriv --reuid 999 --regid 999 --clear-groups --no-new-privs "$@"'
const canMakeContainer =
  process.getuid?.() === 0 && !needsNode && spawnSync('unshare', ['--mount', 'true']).status === 0

export type Sidecar = {
  /** The repository that the repo-server has, with a chart in `app`. */
  readonly repository: string
  /** Run a command in the folder of the application. */
  run(command: readonly string[], env: Readonly<Record<string, string>>): Result
  /** Start a program that serves the socket, and wait for it. */
  serve(command: readonly string[]): Promise<ChildProcess>
  readonly socket: string
  remove(): void
}

export type Result = { readonly status: number | null; readonly stdout: string; readonly stderr: string }

/** The sidecar of the repo-server: its programs, the folders it mounts, and the environment of `sidecar-patch.yaml`. */
export async function makeSidecar(): Promise<Sidecar> {
  const folder = mkdtempSync(join(tmpdir(), 'argocd-'))
  const repository = join(folder, 'repository')
  const app = join(repository, 'app')
  mkdirSync(repository)
  cpSync('testdata/charts/k8ssandra-mini', app, { recursive: true })
  writeFileSync(join(app, 'k8ssandra-relocate.yaml'), configuration)
  writeFileSync(join(app, 'values site.yaml'), '{}\n')
  for (const name of ['bin', 'config', 'tmp', 'plugins']) mkdirSync(join(folder, name))
  copyFileSync('deploy/argocd/plugin.yaml', join(folder, 'config/plugin.yaml'))
  copyFileSync(await helmBinary(pinnedHelm[3]), join(folder, 'bin/helm'))
  copyFileSync(resolve(executable), join(folder, 'bin/k8ssandra-relocate'))
  spawnSync('chmod', ['-R', 'a+rX,a-w', repository, join(folder, 'bin'), join(folder, 'config')])
  for (const name of ['tmp', 'plugins']) chmodSync(join(folder, name), 0o777)
  chmodSync(folder, 0o755)

  const env = {
    PATH: [join(folder, 'bin'), '/usr/bin', '/bin', ...(needsNode ? [dirname(process.execPath)] : [])].join(
      ':',
    ),
    HOME: '/',
    TMPDIR: join(folder, 'tmp'),
    HELM_CACHE_HOME: join(folder, 'tmp/helm/cache'),
    HELM_CONFIG_HOME: join(folder, 'tmp/helm/config'),
    HELM_DATA_HOME: join(folder, 'tmp/helm/data'),
  }
  const inside = (command: readonly string[]): [string, string[]] =>
    canMakeContainer
      ? ['unshare', ['--mount', 'sh', '-ec', asInContainer, 'sh', folder, ...command]]
      : [command[0] ?? '', command.slice(1)]
  const socket = join(folder, 'plugins/k8ssandra-relocate.sock')
  return {
    repository,
    socket,
    run: (command, more) =>
      spawnSync(...inside(command), {
        cwd: app,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        env: { ...env, ...more },
      }),
    async serve(command) {
      const server = spawn(...inside([...command, '--config-dir-path', join(folder, 'config')]), {
        stdio: 'ignore',
        env: { ...env, ARGOCD_PLUGINSOCKFILEPATH: dirname(socket), ARGOCD_EXEC_TIMEOUT: '90s' },
      })
      while (!existsSync(socket)) {
        if (server.exitCode !== null) throw new Error(`${command.join(' ')} ended with ${server.exitCode}`)
        await sleep(50)
      }
      return server
    },
    remove() {
      spawnSync('chmod', ['-R', 'u+w', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
