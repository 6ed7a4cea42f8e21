import { mappingAt, textAt } from '../../yaml/lookup.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { OperatorImage } from '../plan.ts'
import type { RuleSet } from '../../rules/ruleset.ts'
import type { Findings } from '../../find/find.ts'
import { isWritten, serverOf } from './applicable-defaults.ts'

/** Where resources name the server's image themselves. */
const serverImages: { readonly [kind: string]: string } = {
  CassandraDatacenter: 'spec/serverImage',
  K8ssandraCluster: 'spec/cassandra/serverImage',
}

/**
 * The images of database servers that an ImageConfig of the stream makes of its repository and the version a resource
 * asks for: the relocated repository pins them, but no field holds the whole name, and the copy job needs it.
 */
export function serverImagesOf(survey: Findings, ruleSet: RuleSet): readonly OperatorImage[] {
  return survey.objects.flatMap(({ manifest, place }) => {
    const path = serverImages[manifest.kind]
    const server = path === undefined || isWritten(manifest, path) ? undefined : serverOf(manifest)
    if (server === undefined) return []
    return survey.images.flatMap(({ finding, manifest: config }): OperatorImage[] => {
      if (config.kind !== 'ImageConfig') return []
      const affixes = affixesOf(config, finding.path, server.type)
      if (affixes === undefined) return []
      const source = {
        ...finding.reference,
        tag: affixes.prefix + server.version + affixes.suffix,
        digest: undefined,
      }
      const decision = ruleSet.decide(source)
      return [
        {
          operator: 'cass-operator',
          version: undefined,
          component: server.type,
          source,
          target: decision.kind === 'relocated' ? decision.target : undefined,
          ...(decision.kind === 'unchanged' ? { why: decision.why } : {}),
          isPinned: decision.kind === 'relocated',
          fact: 'the ImageConfig of the stream',
          place,
        },
      ]
    })
  })
}

/** What ImageConfig puts around the version: `types/cassandra` of v1beta2, `defaults/cassandra/repository` of v1beta1. */
function affixesOf(
  config: Manifest,
  path: string,
  type: string,
): { prefix: string; suffix: string } | undefined {
  const { source } = config.text
  const group = path.endsWith(`types/${type}`)
    ? 'types'
    : path.endsWith(`defaults/${type}/repository`)
      ? 'defaults'
      : undefined
  if (group === undefined) return undefined
  const row = mappingAt(source, mappingAt(source, config.root, group), type)
  return { prefix: textAt(source, row, 'prefix') ?? '', suffix: textAt(source, row, 'suffix') ?? '' }
}
