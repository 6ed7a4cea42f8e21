import { textAt } from '../yaml/lookup.ts'
import type { Node } from '../yaml/node.ts'
import { readDocument } from '../yaml/reader.ts'
import type { Document } from './stream.ts'

/** The longest answer that is looked at: it says what failed, not more. */
const longestAnswer = 100_000

/** Whether a document that may be of these kinds may be the answer of an API server that refuses a request. */
export function mayBeFailedAnswer(text: string, kinds: readonly string[]): boolean {
  if (kinds.length > 0 && !kinds.includes('Status') && !kinds.includes('')) return false
  return text.length <= longestAnswer && text.includes('Failure') && text.includes('Status')
}

/**
 * Whether a document is such an answer: a `Status` that says `Failure`, which has a kind and is no object.
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 */
export function isFailedAnswer(text: string, document: Document): boolean {
  const roots = rootsOf(text, document)
  return roots.length > 0 && roots.every(root => isFailure(text, root))
}

/** Whether a document has one among its objects: JSON may have several without anything between them. */
export function hasFailedAnswer(text: string, document: Document): boolean {
  return rootsOf(text, document).some(root => isFailure(text, root))
}

function rootsOf(text: string, document: Document): readonly Node[] {
  const reading = readDocument(text, document)
  return 'fault' in reading ? [] : reading.roots
}

function isFailure(text: string, root: Node): boolean {
  return (
    root.type === 'mapping' &&
    textAt(text, root, 'apiVersion') === 'v1' &&
    textAt(text, root, 'kind') === 'Status' &&
    textAt(text, root, 'status') === 'Failure'
  )
}
