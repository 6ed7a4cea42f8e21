import type { Hunk } from '../../edit/hunk.ts'
import { componentOf } from '../../knowledge/charts/component-matchers.ts'
import type { Entry } from '../../plan/entry.ts'
import { labelValueOf } from '../../plan/object-name.ts'
import { canonical } from '../../reference/canonical.ts'
import { printable } from '../../reference/quote.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import type { Result } from '../../relocate.ts'
import { reportPlaceOf } from './report-place.ts'
import type { ImageEntry } from './report.ts'

/** One entry for each image that moves, in the order of the stream; `label` names the team of an object. */
export function imageEntries({ changes, lines: hunks }: Result, label?: string): readonly ImageEntry[] {
  return changes.map(change => {
    const { source, target, rule, object, container, place } = change
    const lines = linesOf(change, hunks)
    const component = componentOf({
      ...object,
      path: place.path ?? '',
      container,
      repository: source.repository,
    })
    const team = label === undefined ? undefined : labelValueOf(object, label)
    return {
      source: formatReference(source),
      target: formatReference(target),
      sourceRegistry: registryOf(source),
      targetRegistry: registryOf(target),
      rule: printable(rule.text),
      ...(team === undefined ? {} : { team: printable(team) }),
      ...(component === undefined ? {} : { component }),
      ...(container === undefined ? {} : { container: printable(container) }),
      ...reportPlaceOf(place, object, lines),
      lines,
    }
  })
}

export function linesOf(entry: Entry, hunks: Result['lines']): readonly Hunk[] {
  return hunks.get(entry) ?? []
}

/** The registry as runtimes know it: `docker.io` where none is written. */
export function registryOf(reference: Reference): string {
  return canonical(reference).registry
}
