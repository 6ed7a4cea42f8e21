import { printable } from '../../reference/quote.ts'
import { formatReference } from '../../reference/reference.ts'
import type { Result } from '../../relocate.ts'
import { linesOf, registryOf } from './image-entries.ts'
import { defined, reportPlaceOf } from './report-place.ts'
import type { OperatorEntry } from './report.ts'

/** One entry for each image that no field of the stream named. */
export function operatorEntries({ operatorImages, lines: hunks }: Result): readonly OperatorEntry[] {
  return operatorImages.map(image => {
    const { operator, version, component, source, target, isPinned, fact, object, place } = image
    const lines = linesOf(image, hunks)
    return defined({
      operator,
      operatorVersion: version === undefined ? undefined : printable(version),
      component,
      source: formatReference(source),
      target: target === undefined ? undefined : formatReference(target),
      sourceRegistry: registryOf(source),
      targetRegistry: target === undefined ? undefined : registryOf(target),
      isPinned,
      fact,
      ...reportPlaceOf(place, object, lines),
      lines,
    })
  })
}
