import type { Problem } from '../../problem.ts'
import { type ExportInput, limited, inexpressible, pullsUnmapped } from './export-target.ts'

/** What prefixes cannot do whatever the rules are: settings of the configuration that nodes know nothing of. */
export function inexpressibleSettings({ config, entries }: ExportInput): readonly Problem[] {
  const dropsDigests = config.digests === 'drop' || entries.mirrors.some(({ digests }) => digests === 'drop')
  return [
    ...(config.imagePullSecrets.length === 0
      ? []
      : [
          limited(
            'nodes take no pull secrets from rules',
            'give the nodes credentials for the target registry',
          ),
        ]),
    ...(dropsDigests
      ? [
          inexpressible(
            'nodes cannot drop digests: they pull what the manifest asks for',
            'leave that to the post-renderer or a policy',
          ),
        ]
      : []),
    ...(config.components.length === 0
      ? []
      : [
          inexpressible(
            'prefixes cannot express the values file: it speaks of components of the chart',
            'write mirrors for them',
          ),
        ]),
    ...pullsUnmapped('nodes pull', { config }),
  ]
}
