/**
 * Builds kube-apiserver and etcd from their Go modules, for the tests that need a cluster: `npm run build:kubernetes`.
 * The versions are those of go.mod beside this file. Nothing happens where both are there already.
 *
 * With a cold Go cache it takes 5 to 10 minutes on two cores and 2 GB of downloads, with a warm one some seconds.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { assetsFolder, kubernetesVersion, missingAssets, type AssetName } from './assets.ts'

const here = dirname(fileURLToPath(import.meta.url))
const [, minor = ''] = kubernetesVersion.split('.')
const variables = {
  'k8s.io/component-base/version.gitVersion': `v${kubernetesVersion}`,
  'k8s.io/component-base/version.gitMajor': '1',
  'k8s.io/component-base/version.gitMinor': minor,
}
const flags = Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`)

/** The module's tools, by the name of the file that they become. */
const packages = {
  etcd: 'go.etcd.io/etcd/server/v3',
  'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
} as const satisfies Record<AssetName, string>

function build(name: AssetName): void {
  console.log(`building ${name}`)
  const output = join(assetsFolder, name)
  const { status, error } = spawnSync(
    'go',
    ['build', '-trimpath', '-ldflags', ['-s', '-w', ...flags].join(' '), '-o', output, packages[name]],
    { cwd: here, stdio: 'inherit', env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' } },
  )
  if (status !== 0) {
    console.error(`${name} cannot be built: ${error?.message ?? `go ended with ${String(status)}`}`)
    process.exit(1)
  }
}

if (!readFileSync(join(here, 'go.mod'), 'utf8').includes(`k8s.io/kubernetes v${kubernetesVersion} `))
  throw new Error(`go.mod asks for another Kubernetes than ${kubernetesVersion}`)
mkdirSync(assetsFolder, { recursive: true })
for (const name of missingAssets()) build(name)
console.log(`kube-apiserver and etcd are in ${assetsFolder}`)
