import type { Hunk } from '../../edit/hunk.ts'
import { componentOf } from '../../knowledge/charts/component-matchers.ts'
import { labelOf } from '../../plan/entry.ts'
import type { Entry } from '../../plan/plan.ts'
import { canonical } from '../../reference/canonical.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import type { Result } from '../../relocate.ts'

import { printable } from '../../reference/quote.ts'
import type { AliasEntry, FieldEntry, ImageEntry, OperatorEntry, PodEntry, SecretEntry } from './report.ts'
import { defined, reportPlaceOf } from './report-place.ts'

/** One entry for each image that goes elsewhere, in the order of the stream; `label` names the team of an object. */
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
    const team = label === undefined ? undefined : labelOf(object, label)
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

/** One entry for each list that gets pull secrets. */
export function secretEntries({ secrets, lines: hunks }: Result): readonly SecretEntry[] {
  return secrets.map(secret => {
    const lines = linesOf(secret, hunks)
    return { names: secret.names.map(printable), ...reportPlaceOf(secret.place, secret.object, lines), lines }
  })
}

/** One entry for each kind of pods that pulls moved images. */
export function podEntries({ pods }: Result): readonly PodEntry[] {
  return pods.map(({ pods: kind, from, by, hides, place, object }) =>
    defined({
      pods: kind,
      from,
      by: printable(by),
      hides: hides === undefined ? undefined : printable(hides),
      ...reportPlaceOf(place, object),
    }),
  )
}

/** One entry for each alias that was replaced by what it stood for. */
export function aliasEntries({ aliases, lines: hunks }: Result): readonly AliasEntry[] {
  return aliases.map(alias => {
    const lines = linesOf(alias, hunks)
    return {
      written: printable(alias.written),
      text: printable(alias.text),
      ...reportPlaceOf(alias.place, undefined, lines),
      lines,
    }
  })
}

/** One entry for each field next to the images that values ask for. */
export function fieldEntries({ fields, lines: hunks }: Result): readonly FieldEntry[] {
  return fields.map(change => {
    const { field, component, written, text, key, place } = change
    const lines = linesOf(change, hunks)
    return defined({
      field,
      component,
      written: written === undefined ? undefined : printable(written),
      text: printable(text),
      key: printable(key),
      ...reportPlaceOf(place, undefined, lines),
      lines,
    })
  })
}

/** One entry for each image that no field of the stream named. */
export function operatorEntries({ operatorImages, lines: hunks }: Result): readonly OperatorEntry[] {
  return operatorImages.map(image => {
    const { operator, version, component, source, target, isPinned, fact, place } = image
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
      ...reportPlaceOf(place, undefined, lines),
      lines,
    })
  })
}

function linesOf(entry: Entry, hunks: Result['lines']): readonly Hunk[] {
  return hunks.get(entry) ?? []
}

/** The registry as runtimes know it: `docker.io` where none is written. */
function registryOf(reference: Reference): string {
  return canonical(reference).registry
}
