import { listImages } from '../../../output/images/image-list.ts'
import type { Problem } from '../../../problem.ts'
import { canonical } from '../../../reference/canonical.ts'
import type { Reference } from '../../../reference/reference.ts'
import type { RunResult } from '../../../relocate.ts'

/** An image that will be pulled. */
export type RequestedImage = {
  readonly reference: Reference
  /** The operator chooses the tag. */
  readonly isRepository: boolean
  /** The digests that the lock has for it, where it is pulled by its tag all the same. */
  readonly locked: readonly string[]
  readonly place: Problem['place']
}

/** Every image once, by what will be pulled. */
export function requestedImages({ results }: Pick<RunResult, 'results'>): readonly RequestedImage[] {
  const lockedFor = lockedTags(results)
  const requested = new Map<string, RequestedImage>()
  for (const { source, target, isRepository, places } of listImages(results)) {
    const reference = target ?? source
    const [place] = places
    const key = `${nameOf(reference)} ${isRepository}`
    if (requested.has(key)) continue
    const locked = lockedFor(reference)
    requested.set(key, { reference, isRepository, locked, place: place && placeOf(place) })
  }
  return [...requested.values()]
}

/** Tells the digests that the lock has for images which are written with their tag only. */
export function lockedTags(results: RunResult['results']): (target: Reference) => readonly string[] {
  const digests = new Map<string, Set<string>>()
  for (const { changes, operatorImages } of results) {
    for (const { target, locked } of [...changes, ...operatorImages]) {
      if (locked === undefined || target === undefined || target.digest !== undefined) continue
      const name = nameOf(target)
      digests.set(name, (digests.get(name) ?? new Set()).add(locked))
    }
  }
  return target => [...(digests.get(nameOf(target)) ?? [])]
}

/** What is pulled, spelt one way. */
export function nameOf(reference: Reference): string {
  const { registry, repository, tag, digest } = canonical(reference)
  return [registry, repository, tag ?? (digest === undefined ? 'latest' : ''), digest].join(' ')
}

function placeOf({
  file,
  source,
  line,
  column,
  object,
  path,
}: NonNullable<Problem['place']>): Problem['place'] {
  return { file, source, line, column, object, path }
}
