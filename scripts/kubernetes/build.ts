/**
 * Builds kube-apiserver and etcd from their Go modules, for the tests that need a cluster: `npm run build:kubernetes`.
 * The versions are those of go.mod next to this file; kube-apiserver of the release with mutating admission policies as `v1`
 * is that of `v1/go.mod`. Nothing happens where all are there already.
 *
 * With a cold Go cache each kube-apiserver takes 5 to 10 minutes on two cores and 2 GB of downloads, with a warm one some
 * seconds.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  assetsFolder,
  hasNewestServer,
  kubernetesVersion,
  missingAssets,
  newestServer,
  newestVersion,
  type AssetName,
} from './assets.ts'

const here = dirname(fileURLToPath(import.meta.url))

/** The module's tools, by the name of the file that they become. */
const packages = {
  etcd: 'go.etcd.io/etcd/server/v3',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
} as const satisfies Record<AssetName, string>

/** Builds one program of a release into a file, from the module in a folder. */
function build(name: AssetName, version: string, module: string, output: string): void {
  console.log(`building ${name} of Kubernetes ${version}`)
  if (!readFileSync(join(module, 'go.mod'), 'utf8').includes(`k8s.io/kubernetes v${version}`))
    throw new Error(`${module}/go.mod asks for another Kubernetes than ${version}`)
  mkdirSync(dirname(output), { recursive: true })
  const { status, error } = spawnSync(
    'go',
    [
      'build',
      '-trimpath',
      // Compiled in two thirds of the time, and the tests notice no difference.
      '-gcflags=all=-l',
      '-ldflags',
      ['-s', '-w', ...versionFlags(version)].join(' '),
      '-o',
      output,
      packages[name],
    ],
    { cwd: module, stdio: 'inherit', env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' } },
  )
  if (status !== 0) {
    console.error(`${name} cannot be built: ${error?.message ?? `go ended with ${String(status)}`}`)
    process.exit(1)
  }
}

function versionFlags(version: string): readonly string[] {
  const [major = '', minor = ''] = version.split('.')
  const variables = { gitVersion: `v${version}`, gitMajor: major, gitMinor: minor }
  return Object.entries(variables).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`)
}

for (const name of missingAssets()) build(name, kubernetesVersion, here, join(assetsFolder, name))
if (!hasNewestServer()) build('kube-apiserver', newestVersion, join(here, 'v1'), newestServer)
console.log(
  `kube-apiserver and etcd are in ${assetsFolder}, kube-apiserver ${newestVersion} is ${newestServer}`,
)
