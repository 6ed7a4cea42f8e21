import { composeEdits } from '../edit/compose.ts'
import type { Edit } from '../edit/edit.ts'
import type { Findings } from '../find/find.ts'

/** A piece of the stream; `end` exclusive. */
export type Span = { readonly start: number; readonly end: number }

/** What an image in parts is asked to become, only to see which fields that would touch. */
const elsewhere = {
  registry: 'elsewhere.invalid:1',
  repository: 'else/where',
  tag: 'else',
  digest: undefined,
}

/** Where the images stand that the survey found: of these, nothing has to be guessed from the text. In order. */
export function knownSpans(survey: Pick<Findings, 'images'>): readonly Span[] {
  return survey.images.flatMap(({ finding }) => spansOf(finding)).sort((a, b) => a.start - b.start)
}

function spansOf(finding: Findings['images'][number]['finding']): readonly Span[] {
  const { text, offset, written } = finding
  const start = text.toStream(offset)
  if (text.source.startsWith(written, offset)) {
    return [{ start, end: text.toStream(offset + written.length - 1) + 1 }]
  }
  const parts = composeEdits(text.source, finding.write(elsewhere) ?? []).edits
  return [{ start: offset, end: offset + 1 }, ...parts].map(part => {
    const first = text.toStream(part.start)
    return { start: first, end: Math.max(first + 1, text.toStream(Math.max(part.end - 1, 0)) + 1) }
  })
}

/** Where spans of a text, in order, stand after the edits. */
export function movedSpans(spans: readonly Span[], edits: readonly Edit[]): readonly Span[] {
  const ordered = [...edits].sort((a, b) => a.start - b.start)
  let next = 0
  let shift = 0
  return spans.map(({ start, end }) => {
    for (let edit = ordered[next]; edit !== undefined && edit.end <= start; edit = ordered[++next]) {
      shift += edit.text.length - (edit.end - edit.start)
    }
    let growth = 0
    for (let inner = next; (ordered[inner]?.end ?? Infinity) <= end; inner++) {
      const edit = ordered[inner]
      if (edit !== undefined) growth += edit.text.length - (edit.end - edit.start)
    }
    return { start: start + shift, end: end + shift + growth }
  })
}

/** Whether a span touches one of the known ones. */
export function isKnown(known: readonly Span[], { start, end }: Span): boolean {
  let low = 0
  let high = known.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((known[middle]?.end ?? 0) <= start) low = middle + 1
    else high = middle
  }
  return (known[low]?.start ?? Infinity) < end
}

/**
 * Where an offset of the edited text was before the edits; inside of what was written, where that was put. Edits that
 * meet are in order.
 */
export function originsOf(edits: readonly Edit[]): (offset: number) => number {
  let shift = 0
  const written = [...edits]
    .sort((a, b) => a.start - b.start)
    .map(edit => {
      const start = edit.start + shift
      shift += edit.text.length - (edit.end - edit.start)
      return { edit, start, end: start + edit.text.length }
    })
  return offset => {
    let low = 0
    let high = written.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((written[middle]?.start ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    const last = written[low - 1]
    if (last === undefined) return offset
    return offset < last.end ? last.edit.start : offset - last.end + last.edit.end
  }
}
