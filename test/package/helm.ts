import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { helmBinary, type HelmVersion } from '../helm/binaries.ts'
import { runProgram, type Outcome } from '../helm/helm.ts'

/** A Helm without any plugin, whose folders have blanks in their names. */
export type BareHelm = {
  /** Where it keeps plugins. */
  readonly plugins: string
  run(args: readonly string[], input?: string): Promise<Outcome>
  remove(): void
}

export async function makeBareHelm(version: HelmVersion): Promise<BareHelm> {
  const binary = await helmBinary(version)
  const home = mkdtempSync(join(tmpdir(), 'a home with blanks '))
  const plugins = join(home, 'data', 'plugins')
  mkdirSync(plugins, { recursive: true })
  const env = {
    PATH: '/usr/bin:/bin',
    HOME: home,
    HELM_DATA_HOME: dirname(plugins),
    HELM_CACHE_HOME: join(home, 'cache'),
    HELM_CONFIG_HOME: join(home, 'config'),
    KUBECONFIG: join(home, 'kubeconfig'),
  }
  return {
    plugins,
    run: (args, input) => runProgram(binary, args, env, input),
    remove: () => rmSync(home, { recursive: true, force: true }),
  }
}
