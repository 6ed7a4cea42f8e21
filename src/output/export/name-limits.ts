import type { Problem } from '../../problem.ts'
import { canonicalName } from '../../reference/canonical.ts'
import { printable } from '../../reference/quote.ts'
import type { Entries } from '../../rules/entries.ts'
import { type ExportInput, inexpressible, limited } from './export-target.ts'
import { prefixOfGlob } from './policy/glob-pattern.ts'

/**
 * `quay.io/team/**` is all below it; as a prefix it is the image `quay.io/team` as well: an error where there is one, and
 * to be reported if the images are unknown.
 */
export function inexpressibleNames(
  rule: string,
  pattern: Entries['excludes'][number]['pattern'],
  { images }: ExportInput,
): readonly Problem[] {
  return pattern.flatMap(({ name }) => {
    const prefix = prefixOfGlob(name)?.slice(0, -1)
    // A registry alone is not an image.
    if (prefix?.includes('/') !== true) return []
    if (images.length === 0)
      return [
        limited(
          `a prefix is never only what is below it: the image ${printable(prefix)} stays too (${rule})`,
          'name the rendered manifests, and it is an error where they have such an image',
        ),
      ]
    if (!images.some(image => canonicalName(image) === prefix)) return []
    return [
      inexpressible(
        `prefixes cannot express ${rule}: ${printable(prefix)} is an image too`,
        'exclude both, or leave it to the post-renderer or a policy',
      ),
    ]
  })
}
