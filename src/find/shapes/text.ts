import { scalarText } from '../../edit/text.ts'
import { resolve } from '../../yaml/node.ts'
import { candidatesIn } from '../candidates/candidate.ts'
import { wordBefore } from '../candidates/word.ts'
import type { Finding, Site } from './finding.ts'
import { occurrenceOf } from './reference.ts'

/** A text of any form: every reference in it, or those behind one of the keys: `key: …`, `key = …`, `--key …`. */
export function readText(site: Site, keys?: readonly string[]): readonly Finding[] {
  const scalar = resolve(site.node)
  if (scalar?.type !== 'scalar') return []
  const text = scalarText(site.text, scalar)
  return candidatesIn(text.source)
    .filter(({ start }) => keys === undefined || keys.includes(wordBefore(text.source, start)))
    .map(({ start, text: written, reference }) =>
      occurrenceOf(text, start, written, site.path, { node: site.node, reference }),
    )
}
