import { canonicalReference } from '../reference/canonical.ts'
import { type Reference, formatReference } from '../reference/reference.ts'
import type { Change, Unchanged } from './entry.ts'

/** The key of an image in a run. NUL sorts before everything that a name can hold. */
export function imageKey(source: Reference, target: Reference | undefined, isRepository: boolean): string {
  const goes = target === undefined ? '' : formatReference(target)
  return [canonicalReference(source), isRepository ? 'repository' : '', goes].join('\0')
}

/** A repository whose version the stream does not say; with a version it is an image like any other. */
export function isBare({ source, isRepository }: Change | Unchanged): boolean {
  return isRepository && source.tag === undefined && source.digest === undefined
}
