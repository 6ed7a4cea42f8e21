import { splitStream } from '../../src/manifest/stream.ts'
import { forbiddenCharacters, readDocument } from '../../src/yaml/reader.ts'
import { valueOfNode } from '../yaml/value.ts'
import { isLikeJson } from './compare.ts'
import type { Decoded, Kubernetes } from './kubernetes.ts'

/** What our reader makes of a stream, in the form in which Kubernetes answers. */
export function decodedByUs(written: string): readonly Decoded[] {
  // Kubernetes ends the last line where it has no end, unless it takes the stream for JSON.
  const stream = written === '' || written.endsWith('\n') || isLikeJson(written) ? written : `${written}\n`
  return splitStream(stream).flatMap((document): Decoded | readonly Decoded[] => {
    const { body, end } = document
    if (body >= end) return []
    if (document.fault !== undefined) return { error: 'text behind a separator' }
    const reading = readDocument(stream, document)
    if ('fault' in reading) return { error: reading.fault.message }
    // Of YAML, Kubernetes reads the first document; of JSON, one object after the other.
    const isJson = body === 0 && isLikeJson(stream)
    const roots = isJson ? reading.roots : reading.roots.slice(0, 1)
    return roots.length === 0 ? { value: null } : roots.map(root => ({ value: valueOfNode(stream, root) }))
  })
}

/**
 * Where our reader takes another thing from a stream than Kubernetes; undefined when both agree. They do when both refuse
 * something and read the same in front of it. What is not an object is refused by kubectl, and nothing is passed over.
 */
export async function readingFault(kubernetes: Kubernetes, stream: string): Promise<string | undefined> {
  const theirs = (await kubernetes.decode(stream)).filter(isSomething)
  const ours = decodedByUs(stream).filter(isSomething)
  const [refused, ourRefused] = [theirs.findIndex(isRefused), ours.findIndex(isRefused)]
  // Kubernetes stops reading at such a line, and so do we, for good.
  if (theirs[refused]?.error?.includes('document separator') === true) return undefined
  if (refused >= 0 && ourRefused < 0)
    return `Kubernetes refuses what we read: ${theirs[refused]?.error ?? 'no object'}`
  // After a second byte order mark go-yaml drops letters: that is refused.
  if (ours[ourRefused]?.error === 'two byte order marks') return undefined
  // Such a key is refused wherever it is; Go reads on where a later key replaces the mapping that has it.
  if (refused < 0 && ours[ourRefused]?.error === 'nothing cannot be a key') return undefined
  // How far Go looks after the end of a document depends on its buffer: such a character is refused wherever it is.
  if (refused < 0 && ours[ourRefused]?.error === 'a control character')
    return readingFault(kubernetes, stream.replace(forbiddenCharacters, ' '))
  if (refused < 0 && ourRefused >= 0)
    return `we refuse what Kubernetes reads: ${ours[ourRefused]?.error ?? 'no object'}`
  if (refused < 0 && ours.length !== theirs.length)
    return `${theirs.length} documents, and we read ${ours.length}`
  const compared = refused < 0 ? ours.length : Math.min(refused, ourRefused)
  const other = ours
    .slice(0, compared)
    .find(({ value }, index) => written(value) !== written(theirs[index]?.value))
  return other === undefined ? undefined : `Kubernetes reads otherwise ${written(other.value)}`
}

function isSomething({ value, error }: Decoded): boolean {
  return error !== undefined || (value !== null && value !== undefined)
}

function isRefused({ value, error }: Decoded): boolean {
  return error !== undefined || typeof value !== 'object'
}

function written(value: unknown): string {
  return JSON.stringify(inOrder(value))
}

/** A value with every number made 0, and with its keys in order. */
function inOrder(value: unknown): unknown {
  if (typeof value === 'number') return 0
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, item]) => [key, inOrder(item)]))
}
