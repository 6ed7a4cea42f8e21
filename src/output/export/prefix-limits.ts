import type { Problem } from '../../problem.ts'
import { canonicalName } from '../../reference/canonical.ts'
import { printable } from '../../reference/quote.ts'
import type { Entries } from '../../rules/entries.ts'
import { inexpressible, limited, pullsUnmapped, type ExportInput } from './export-target.ts'
import { prefixOfGlob } from './policy/glob-pattern.ts'

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

/** `quay.io/team/**` is all below it; as a prefix it is the image `quay.io/team` as well, where there is one. */
export function inexpressibleNames(
  rule: string,
  pattern: Entries['excludes'][number]['pattern'],
  { images }: ExportInput,
): readonly Problem[] {
  return pattern.flatMap(({ name }) => {
    const prefix = prefixOfGlob(name)?.slice(0, -1)
    if (prefix === undefined || !images.some(image => canonicalName(image) === prefix)) return []
    return [
      inexpressible(
        `prefixes cannot express ${rule}: ${printable(prefix)} is an image too`,
        'exclude both, or leave it to the post-renderer or a policy',
      ),
    ]
  })
}

/**
 * A rule for one name alone. As a prefix it takes what is below as well: an error where the manifests have such an image,
 * and to be known where nobody says which images there are.
 */
export function inexpressibleBelow(
  rules: readonly { readonly rule: string; readonly name: string }[],
  { images }: ExportInput,
): readonly Problem[] {
  if (rules.length === 0) return []
  if (images.length === 0) {
    const names = Array.from(new Set(rules.map(({ name }) => name)), printable).join(', ')
    return [
      limited(
        `a prefix is never one image alone: what is below ${names} goes the same way`,
        'name the rendered manifests, and it is an error where they have such an image',
      ),
    ]
  }
  const all = images.map(canonicalName)
  return rules.flatMap(({ rule, name }) => {
    const below = all.find(image => image.startsWith(`${name}/`))
    if (below === undefined) return []
    return [
      inexpressible(
        `prefixes cannot express ${rule} alone: ${printable(below)} is below it and goes the same way`,
        'write a rule for that image too, or leave it to the post-renderer or a policy',
      ),
    ]
  })
}
