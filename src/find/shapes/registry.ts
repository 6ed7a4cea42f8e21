import { scalarText } from '../../edit/text.ts'
import { anyImage, type FieldSpec } from '../../knowledge/fieldspecs/fieldspec.ts'
import { parseReference } from '../../reference/parse.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { schemes } from '../../reference/scheme.ts'
import type { Field } from '../../yaml/field.ts'
import { isNull } from '../../yaml/scalar.ts'
import { changed } from './changed.ts'
import type { Finding } from './finding.ts'
import { occurrenceOf } from './reference.ts'

/** What stays in front of a registry. */
const beginning = new RegExp(`^\\s*(?:(?:${schemes.join('|')})://)?`)

/** What is pulled below a registry. */
export type Below = {
  readonly example?: FieldSpec['example'] | undefined
  readonly folderAt?: FieldSpec['folderAt'] | undefined
}

/**
 * A registry alone, which an operator puts in front of the names of its images. One of them, `example`, shows where all
 * go: the registry is changed only where the target of the example ends with its name. `span`: where in a longer text it is.
 */
export function readRegistry(
  field: Field,
  { example = anyImage, folderAt = [] }: Below = {},
  span?: { readonly start: number; readonly end: number },
): readonly Finding[] {
  const scalar = field.resolved
  if (scalar?.type !== 'scalar' || isNull(field.inText.source, scalar)) return []
  const text = scalarText(field.inText, scalar)
  const start = span?.start ?? beginning.exec(text.source)?.[0].length ?? 0
  const written = text.source
    .slice(start, span?.end)
    .trim()
    .replace(/(?<!\/)\/+$/, '')
  const nameBelow = (registry: string): string =>
    folderAt.includes(registry) ? `/${example}/${example}` : `/${example}`
  const name = nameBelow(written)
  const reference = parseReference(written + name)
  if (written === '' || isRefusal(reference) || reference.registry === undefined) return []
  const registryOf = (target: Reference): string | undefined => {
    const whole = formatReference(target)
    return whole.endsWith(name) ? whole.slice(0, -name.length) : undefined
  }
  return [
    changed(occurrenceOf(field, text, start, written, { reference, isRepository: true }), {
      pulled: target => {
        const moved = registryOf(target) ?? ''
        const image = parseReference(moved + nameBelow(moved))
        return isRefusal(image) ? target : image
      },
      write: target => {
        const moved = registryOf(target)
        return moved === undefined ? undefined : [{ start, end: start + written.length, text: moved }]
      },
    }),
  ]
}
