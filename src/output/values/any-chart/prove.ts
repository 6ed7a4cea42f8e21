import { formatReference, type Reference } from '../../../reference/reference.ts'
import type { Place } from '../../../problem.ts'
import type { Result } from '../../../relocate.ts'
import type { Move } from './propose.ts'

/** An image of a rendering, and its expected target. */
export type ExpectedImage = Move & { readonly place: Place; readonly key: string }

/** What a rendering without overrides has to become, image by image, hooks included; those that stay are among them. */
export function expectedOf(results: readonly Result[]): readonly ExpectedImage[] {
  const seen = new Map<string, number>()
  return results.flatMap(({ changes, unchanged }) =>
    [...changes, ...unchanged.map(image => ({ ...image, target: image.source }))].map(
      ({ source, target, object, container, place }) => ({
        source,
        target,
        place,
        key: keyOf({ object, container, place }, seen),
      }),
    ),
  )
}

/** The images of a rendering, by the same keys. */
export function imagesOf(results: readonly Result[]): ReadonlyMap<string, Reference> {
  return new Map(expectedOf(results).map(({ key, source }) => [key, source]))
}

/** What is not as expected in a rendering with the overrides: the chart builds it in, or reads another value. */
export function unprovedOf(
  expected: readonly ExpectedImage[],
  rendered: ReadonlyMap<string, Reference>,
): readonly ExpectedImage[] {
  return expected.filter(({ key, target }) => {
    const image = rendered.get(key)
    return image === undefined || formatReference(image) !== formatReference(target)
  })
}

/** Template, object and field; values may change the order of documents and the names of objects with a hash, not these. */
function keyOf(
  { object, container, place }: Pick<Result['changes'][number], 'object' | 'container' | 'place'>,
  seen: Map<string, number>,
): string {
  const key = [
    place.source,
    object.group,
    object.kind,
    object.namespace,
    object.name,
    container,
    place.path,
  ].join(' ')
  const count = seen.get(key) ?? 0
  seen.set(key, count + 1)
  return `${key} ${count}`
}
