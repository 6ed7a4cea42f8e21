import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { executable } from '../built.ts'
import { helmBinary, pinnedHelm } from '../helm/binaries.ts'
import type { Packages } from '../package/packages.ts'
import { checksumLine } from './checksum.ts'

/** A directory in which the commands of one page run in order, with all that the page takes for granted. */
export type Sandbox = {
  /** Runs a script as a person would who stops at the first failure. */
  run(script: string, helm: '3' | '4'): { status: number | null; stdout: string; stderr: string }
  remove(): void
}

const pod = 'kind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - image: nginx\n'

export async function makeSandbox(packages: Packages): Promise<Sandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
  const home = join(folder, 'home')
  const work = join(folder, 'work')
  for (const path of ['bin', 'helm3', 'helm4', 'home', 'work/bin', 'work/manifests'])
    mkdirSync(join(folder, path), { recursive: true })
  symlinkSync(executable, join(folder, 'bin/k8ssandra-relocate'))
  symlinkSync(await helmBinary(pinnedHelm[3]), join(folder, 'helm3/helm'))
  symlinkSync(await helmBinary(pinnedHelm[4]), join(folder, 'helm4/helm'))
  cpSync('testdata/charts/k8ssandra-small', join(work, 'chart'), { recursive: true })
  // The README names the chart of the K8ssandra repository; Helm takes a folder of that name first.
  cpSync('testdata/charts/k8ssandra-small', join(work, 'k8ssandra/k8ssandra'), { recursive: true })
  symlinkSync(resolve('plugin.yaml'), join(work, 'plugin.yaml'))
  for (const name of readdirSync(packages.folder)) symlinkSync(join(packages.folder, name), join(work, name))
  symlinkSync(resolve('dist/bin/k8ssandra-relocate-linux-x64'), join(work, 'k8ssandra-relocate-linux-x64'))
  // Some pages are for a checkout.
  symlinkSync(resolve('testdata'), join(work, 'testdata'))
  symlinkSync(executable, join(work, 'k8ssandra-relocate'))
  writeFileSync(join(work, 'SHA256SUMS'), checksumLine(join(work, 'k8ssandra-relocate-linux-x64')))
  writeFileSync(join(work, 'manifests/web.yaml'), pod)

  const run = (script: string, helm: string) => {
    const env = {
      PATH: [join(folder, 'bin'), join(folder, `helm${helm}`), '/usr/bin', '/bin'].join(':'),
      HOME: home,
      HELM_DATA_HOME: join(home, `data${helm}`),
      HELM_CACHE_HOME: join(home, `cache${helm}`),
      HELM_CONFIG_HOME: join(home, `config${helm}`),
    }
    return spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
      cwd: work,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }
  const rendered = run('helm template demo chart > rendered.yaml', '3')
  if (rendered.status !== 0) throw new Error(rendered.stderr)
  return {
    run,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
