/** What a policy does with an object whose images are outside. */
export const policyActions = ['warn', 'deny', 'audit'] as const
export type PolicyAction = (typeof policyActions)[number]

/** The names of all targets, for flags and completion: the table itself is loaded by the command alone. */
export const exportTargetNames = [
  'admission-policy',
  'validating-policy',
  'kyverno',
  'registries.conf',
  'idms',
  'kustomization',
  'flux-patches',
  'pull-secrets',
] as const
export type ExportTargetName = (typeof exportTargetNames)[number]
/** What an export is for when no version is named. */
export const defaultKubernetesMinor = 36
export const defaultKyvernoMinor = 19

/** The minor release that a version names (`1.35`, `v1.35.4`, `1.35.4-gke.1`); undefined for what is not a version. */
export function minorOf(version: string): number | undefined {
  const minor = /^v?1\.([0-9]{1,3})(?:[.+-]|$)/.exec(version)?.[1]
  return minor === undefined ? undefined : Number(minor)
}
