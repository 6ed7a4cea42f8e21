import type { ExportInput } from '../export-target.ts'
import type { Problem } from '../../../problem.ts'

/** The API versions of a kind of policy, each with the minor version of Kubernetes that brought it, newest first. */
export type PolicyVersions = {
  readonly kind: string
  readonly versions: readonly [PolicyVersion, ...PolicyVersion[]]
}

type PolicyVersion = { readonly since: number; readonly version: string }

/** The newest API version of a policy that a cluster has; a problem where it has none. */
export function policyVersionOf(
  { kind, versions }: PolicyVersions,
  { kubernetes }: Pick<ExportInput, 'kubernetes'>,
): string | Problem {
  const oldest = versions.at(-1) ?? versions[0]
  return (
    versions.find(({ since }) => kubernetes >= since)?.version ?? {
      code: 'USAGE_INVALID',
      message: `Kubernetes 1.${kubernetes} has no ${kind}: it came with 1.${oldest.since}`,
      remedy: 'use --to kyverno there, or the post-renderer alone',
    }
  )
}
