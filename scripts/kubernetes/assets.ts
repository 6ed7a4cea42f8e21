/** Where kube-apiserver and etcd are, by the convention of envtest: `KUBEBUILDER_ASSETS` names their folder. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

export const kubernetesVersion = '1.35.4'

const { KUBEBUILDER_ASSETS: named, XDG_CACHE_HOME: caches } = process.env
export const assetsFolder =
  named ?? join(caches ?? join(homedir(), '.cache'), 'k8ssandra-relocate', `kube-${kubernetesVersion}`)

export type AssetName = 'etcd' | 'kube-apiserver'

/** The programs that are not in the folder. */
export function missingAssets(): readonly AssetName[] {
  return (['etcd', 'kube-apiserver'] as const).filter(name => !existsSync(join(assetsFolder, name)))
}
