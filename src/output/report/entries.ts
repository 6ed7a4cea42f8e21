import type { Result } from '../../relocate.ts'

import { printable } from '../../reference/quote.ts'
import type { AliasEntry, FieldEntry, PodEntry, SecretEntry } from './report.ts'
import { defined, reportPlaceOf } from './report-place.ts'
import { linesOf } from './image-entries.ts'

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
    const { field, component, written, text, key, object, place } = change
    const lines = linesOf(change, hunks)
    return defined({
      field,
      component,
      written: written === undefined ? undefined : printable(written),
      text: printable(text),
      key: printable(key),
      ...reportPlaceOf(place, object, lines),
      lines,
    })
  })
}
