import { scalarText } from '../../edit/text.ts'
import type { Field } from '../../yaml/field.ts'
import { candidatesIn } from '../candidates/candidate.ts'
import { wordBefore } from '../candidates/word.ts'
import type { Finding } from './finding.ts'
import { occurrenceOf } from './reference.ts'

/** A text of any form: every reference in it, or those after one of the keys: `key: …`, `key = …`, `--key …`. */
export function readText(field: Field, keys?: readonly string[]): readonly Finding[] {
  const scalar = field.resolved
  if (scalar?.type !== 'scalar') return []
  const text = scalarText(field.inText, scalar)
  return candidatesIn(text.source, 'image')
    .filter(({ start }) => keys === undefined || keys.includes(wordBefore(text.source, start)))
    .map(({ start, text: written, reference }) => occurrenceOf(field, text, start, written, { reference }))
}
