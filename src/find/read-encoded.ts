import { scalarText } from '../edit/text.ts'
import type { Field } from '../yaml/field.ts'
import type { Text } from '../yaml/text.ts'
import { withEvidence, type Around } from './around.ts'
import { candidatesIn } from './candidates/candidate.ts'
import { addCandidate } from './add-candidate.ts'
import type { Walk } from './walk.ts'

/** A shorter text holds no image that is worth decoding every word for. */
const shortestText = 24

/** A URL that holds its data itself, as Ignition writes files: https://www.rfc-editor.org/rfc/rfc2397. */
const dataUrl = /^["']?data:[\w/+.;=-]{0,100},/

/** Whether a text can be base64, or a URL of data, by its length and its first characters. */
export function mayBeEncoded(text: string): boolean {
  return text.length >= shortestText && (/^["']?[A-Za-z0-9+/]{20}/.test(text) || dataUrl.test(text))
}

/**
 * What a base64 text holds: possible images, for it is read and never changed or shown. Whether the text is base64
 * that says something.
 */
export function findEncoded(walk: Walk, field: Field, text: Text, value: string, around: Around): boolean {
  const decoded = decodeFully(value)
  if (decoded === undefined) return false
  if (isCompressed(decoded)) {
    const { path } = field
    const why = 'compressed data is not looked into'
    walk.add({ type: 'possible', text, written: 'gzip', reference: undefined, why, offset: 0, path }, around)
    return true
  }
  if (!isReadable(decoded)) return false
  const inner = innerText(text, decoded)
  const encoded = withEvidence(around, { isEncoded: true })
  for (const candidate of candidatesIn(decoded)) addCandidate(walk, field, inner, candidate, encoded)
  return true
}

/** Base64 in base64 is decoded as long as it is such. */
const mostLayers = 10

function decodeFully(text: string): string | undefined {
  let decoded = decodeOnce(text)
  for (let layer = 1; layer < mostLayers && decoded !== undefined && mayBeEncoded(decoded); layer++) {
    const inner = decodeBase64(decoded)
    if (inner === undefined || !(isReadable(inner) || isCompressed(inner))) break
    decoded = inner
  }
  return decoded
}

function decodeOnce(text: string): string | undefined {
  const head = dataUrl.exec(text)?.[0]
  if (head === undefined) return decodeBase64(text)
  const data = text.slice(head.length)
  return head.endsWith(';base64,') ? decodeBase64(data) : decodeEscapes(data)
}

/** A text with `%2F` for `/`; undefined when its escapes are none. */
function decodeEscapes(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/**
 * The bytes of a base64 text, one character each; undefined when it is not base64. What comes out is looked through for
 * images, whose letters are ASCII.
 */
function decodeBase64(text: string): string | undefined {
  if (text.length < 8) return undefined
  const bare = text.replace(/\s+/g, '')
  if (bare.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(bare)) return undefined
  return atob(bare)
}

/** gzip, or gzip in base64 once more, as in Helm's release Secrets. */
function isCompressed(decoded: string): boolean {
  return decoded.startsWith('\u001f\u008b') || decoded.startsWith('H4sI')
}

function isReadable(decoded: string): boolean {
  return !/[\u0000-\u0008\u000e-\u001f]/.test(decoded.slice(0, 200))
}

/** A text that only its scalar has a place for. */
function innerText(parent: Text, source: string): Text {
  return {
    source,
    parent,
    depth: parent.depth + 1,
    toStream: () => parent.toStream(0),
    toParent: () => [],
  }
}

/** The fields whose values are base64, by kind. */
const encodedFields: Readonly<Record<string, string>> = { Secret: 'data', ConfigMap: 'binaryData' }

/** Looks through what a Secret or a ConfigMap holds in base64. */
export function readEncodedFields(walk: Walk, root: Field, kind: string, around: Around): void {
  const key = Object.hasOwn(encodedFields, kind) ? (encodedFields[kind] ?? '') : ''
  const data = key === '' ? undefined : root.get(key)
  for (const [, value] of data?.entries ?? []) {
    const scalar = value.resolved
    if (scalar?.type !== 'scalar') continue
    const text = scalarText(value.inText, scalar)
    findEncoded(walk, value, text, text.source, around)
    walk.taken.add(value.node)
  }
}
