import type { Hunk } from '../../edit/hunk.ts'
import type { ObjectName } from '../../plan/object-name.ts'
import type { Place } from '../../problem.ts'

import { printable, printablePath } from '../../reference/quote.ts'
import type { ReportPlace } from './report.ts'

/**
 * A place in the report. Where the lines that change are known and the place is on none of them (a field that
 * takes its registry from another one), the first that changes is its line.
 */
export function reportPlaceOf(
  place: Place | undefined,
  object?: ObjectName,
  lines: readonly Hunk[] = [],
): ReportPlace {
  const [first] = lines
  const isThere = lines.some(
    ({ line, removed }) => (place?.line ?? 0) >= line && (place?.line ?? 0) < line + removed,
  )
  const position =
    first === undefined || isThere ? { line: place?.line, column: place?.column } : { line: first.line }
  return defined({
    file: text(place?.file, printablePath),
    template: text(place?.source),
    ...position,
    object: text(place?.object),
    namespace: text(object?.namespace),
    path: text(place?.path),
  })
}

/** The key of a spot. */
export function placeKey({ file, template, object, namespace }: ReportPlace): string {
  return JSON.stringify([file, template, object, namespace])
}

/** A value without the fields that are undefined: the report has no `null`. */
export function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}

function text(value: string | undefined, print = printable): string | undefined {
  return value === undefined || value === '' ? undefined : print(value)
}
