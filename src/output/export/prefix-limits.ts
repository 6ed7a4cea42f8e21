import type { Problem } from '../../problem.ts'
import { canonicalName } from '../../reference/canonical.ts'
import { printable } from '../../reference/quote.ts'
import { inexpressible, limited, type ExportInput } from './export-target.ts'

/**
 * A rule for one name alone. As a prefix it takes what is below as well: an error where the manifests have such an image,
 * and to be reported if the images are unknown.
 */
export function inexpressibleBelow(
  rules: readonly { readonly rule: string; readonly name: string }[],
  { images }: ExportInput,
): readonly Problem[] {
  if (rules.length === 0) return []
  if (images.length === 0) {
    const names = [...new Set(rules.map(({ name }) => name))].map(printable).join(', ')
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
