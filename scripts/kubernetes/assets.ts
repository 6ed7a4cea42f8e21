/** Where kube-apiserver and etcd are, by the convention of envtest: `KUBEBUILDER_ASSETS` names their folder. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

export const kubernetesVersion = '1.35.4'

/** The release that has mutating admission policies as `v1`: its server alone, which runs with the same etcd. */
export const newestVersion = '1.36.3'

const { KUBEBUILDER_ASSETS: named, XDG_CACHE_HOME: caches } = process.env
const cache = join(caches ?? join(homedir(), '.cache'), 'k8ssandra-relocate')
export const assetsFolder = named ?? join(cache, `kube-${kubernetesVersion}`)

export const newestServer = join(cache, `kube-${newestVersion}`, 'kube-apiserver')

export function hasNewestServer(): boolean {
  return existsSync(newestServer)
}

export type AssetName = 'etcd' | 'kube-apiserver'

/** The programs that are not in the folder. */
export function missingAssets(): readonly AssetName[] {
  return (['etcd', 'kube-apiserver'] as const).filter(name => !existsSync(join(assetsFolder, name)))
}
