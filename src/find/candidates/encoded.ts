import { keyOf, mappingAt, textOf } from '../../yaml/lookup.ts'
import { joinKey } from '../../yaml/path.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { resolve } from '../../yaml/node.ts'
import { decodeBase64 } from './base64.ts'
import type { ScalarPlace } from './scalar-place.ts'
import { candidatesIn, type Candidate } from './candidate.ts'

/** A suspect inside a text that is written in base64, and the field that holds it. */
export type Encoded = { readonly suspect: Candidate; readonly text: string; readonly spot: ScalarPlace }

/** The fields whose values are base64, by kind. */
const encodedFields: Readonly<Record<string, string>> = { Secret: 'data', ConfigMap: 'binaryData' }

/** Whether a document may hold such a field, by the kinds its text says it has, or by a word where it does not say. */
export function mayEncode(content: string, kinds: readonly string[]): boolean {
  const isOpen = kinds.length === 0 || kinds.some(kind => kind === '' || kind.endsWith('List'))
  return kinds.includes('Secret') || content.includes('binaryData') || (isOpen && content.includes('Secret'))
}

/** The suspects in what a Secret or a ConfigMap holds in base64. It is decoded to be looked at and then forgotten. */
export function candidatesInEncoded({ text, root, kind, path }: Manifest): readonly Encoded[] {
  const field = Object.hasOwn(encodedFields, kind) ? (encodedFields[kind] ?? '') : ''
  const data = field === '' ? undefined : mappingAt(text.source, root, field)
  return (data?.pairs ?? []).flatMap(pair => {
    const scalar = resolve(pair.value)
    const decoded = decodeBase64(textOf(text.source, pair.value) ?? '')
    if (scalar?.type !== 'scalar' || decoded === undefined) return []
    const key = keyOf(text.source, pair) ?? '?'
    const spot = { scalar, path: joinKey(joinKey(path, field), key), key, isKey: false }
    return candidatesIn(decoded).map(suspect => ({ suspect, text: decoded, spot }))
  })
}
