import { scalarText } from '../../edit/text.ts'
import { anyImage } from '../../knowledge/fieldspecs/fieldspec.ts'
import { parseReference } from '../../reference/parse.ts'
import { formatReference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { schemes } from '../../reference/scheme.ts'
import type { Field } from '../../yaml/field.ts'
import { isNull } from '../../yaml/scalar.ts'
import { changed } from './changed.ts'
import type { Finding } from './finding.ts'
import { occurrenceOf } from './reference.ts'

/** What stays in front of a registry. */
const beginning = new RegExp(`^\\s*(?:(?:${schemes.join('|')})://)?`)

/**
 * A registry alone, which an operator puts in front of the names of its images. One of them, `example`, shows where all
 * go: the registry is changed only where the target of the example ends with its name. `span`: where in a longer text it is.
 */
export function readRegistry(
  field: Field,
  example = anyImage,
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
  const reference = parseReference(`${written}/${example}`)
  if (written === '' || isRefusal(reference) || reference.registry === undefined) return []
  return [
    changed(occurrenceOf(field, text, start, written, { reference, isRepository: true }), {
      write: target => {
        const whole = formatReference(target)
        if (!whole.endsWith(`/${example}`)) return undefined
        const moved = whole.slice(0, -example.length - 1)
        return [{ start, end: start + written.length, text: moved }]
      },
    }),
  ]
}
