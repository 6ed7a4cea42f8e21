import type { Problem } from '../problem.ts'
import { canonical, canonicalReference } from '../reference/canonical.ts'
import { parseReference } from '../reference/parse.ts'
import { printable } from '../reference/quote.ts'
import { formatReference, type Reference } from '../reference/reference.ts'
import { isRefusal } from '../reference/refusal.ts'

/** One image of a lock: what the manifests name, and the digest it had when it was locked. */
export type LockedImage = { readonly source: string; readonly digest: string }

/** The lock for the images of a run. */
export type Lock = {
  /** The digest of an image; `covered` when it has one of its own or is locked, else why not. */
  readonly digestOf: (reference: Reference) => LockAnswer
  /** A LOCK_STALE warning for each image of the lock that the run did not use. */
  readonly unused: () => readonly Problem[]
  /** The images used so far, as plain data; and a way to add those used elsewhere. */
  readonly asked: () => readonly string[]
  readonly ask: (keys: readonly string[]) => void
}

type LockAnswer =
  | { readonly kind: 'locked'; readonly digest: string }
  /** It has a digest already; `stale` is another one that the lock has. */
  | { readonly kind: 'pinned'; readonly stale?: string }
  | { readonly kind: 'uncovered' }

const remedy = 'lock again: k8ssandra-relocate images --lock FILE, with the same flags and manifests'

/** Looks up the images of a lock; undefined where there is none. */
export function openLock(images: readonly LockedImage[] | undefined): Lock | undefined {
  if (images === undefined) return undefined
  const digests = new Map(images.map(({ source, digest }) => [keyOfText(source), digest]))
  const asked = new Set<string>()
  return {
    digestOf: reference => {
      const key = keyOf({ ...reference, digest: undefined })
      const digest = digests.get(key)
      asked.add(key)
      if (reference.digest === undefined)
        return digest === undefined ? { kind: 'uncovered' } : { kind: 'locked', digest }
      return digest === undefined || digest === reference.digest
        ? { kind: 'pinned' }
        : { kind: 'pinned', stale: digest }
    },
    unused: () =>
      images
        .filter(({ source }) => !asked.has(keyOfText(source)))
        .map(({ source }) => ({
          code: 'LOCK_STALE',
          message: `the lock has ${printable(source)}, and nothing in the run pulls it`,
          remedy,
        })),
    asked: () => [...asked],
    ask: keys => keys.forEach(key => asked.add(key)),
  }
}

/** The problem of an image that the lock does not have, or has otherwise. */
export function lockProblem(reference: Reference, answer: LockAnswer): Problem | undefined {
  const name = printable(formatReference(reference))
  if (answer.kind === 'uncovered')
    return { code: 'LOCK_UNCOVERED', message: `the lock does not have ${name}`, remedy }
  if (answer.kind === 'pinned' && answer.stale !== undefined) {
    const message = `the lock has ${printable(answer.stale)} for ${name}, and the manifests name another digest, which counts`
    return { code: 'LOCK_STALE', message, remedy }
  }
  return undefined
}

function keyOfText(text: string): string {
  const reference = parseReference(text)
  return isRefusal(reference) ? text : keyOf(reference)
}

/** Canonical, with the tag that runtimes pull. */
function keyOf(reference: Reference): string {
  const { tag, digest } = reference
  return canonicalReference({
    ...canonical(reference),
    tag: tag ?? (digest === undefined ? 'latest' : undefined),
  })
}
