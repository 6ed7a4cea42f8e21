import { componentOf } from '../../knowledge/charts/component-matchers.ts'
import { placeData } from '../../manifest/place-of-offset.ts'
import type { Change, OperatorImage, Unchanged } from '../../plan/entry.ts'
import { canonical } from '../../reference/canonical.ts'
import type { Reference } from '../../reference/reference.ts'
import type { Result } from '../../relocate.ts'
import { imageKey, isBare } from '../../plan/image-key.ts'
import type { ImageLine, ImageList, ImageState, UnknownLine } from './image-line.ts'
import type { ImagePlace } from './image-place.ts'

type Sighting = {
  readonly source: Reference
  readonly target: Reference | undefined
  readonly state: ImageState
  readonly isRepository: boolean
  readonly isProvided: boolean
  readonly place: ImagePlace
}

/** What one stream adds to the list: plain data but for its places. */
export type ListedImages = {
  readonly sightings: readonly Sighting[]
  readonly unknown: readonly UnknownLine[]
}

/** The images of one result, and what operators will pull because of it and nothing names. */
export function imagesIn({ changes, unchanged, operatorImages, unknownImages }: Result): ListedImages {
  return {
    sightings: [
      ...changes.map(sightingOfChange),
      ...unchanged.map(sightingOfUnchanged),
      ...operatorImages.map(sightingOfOperator),
    ],
    unknown: unknownImages.map(({ operator, version, component, container, place }) => ({
      operator: [operator, version].filter(part => part !== undefined).join(' '),
      component,
      container,
      place: placeData(place),
    })),
  }
}

/**
 * Every image of streams, sorted: one line for each distinct source, however it is spelt, with all its places. A source
 * that goes to two targets has two lines. What operators will pull is in the order of the streams.
 */
export function listOf(streams: readonly ListedImages[]): ImageList {
  const groups = new Map<string, Sighting[]>()
  for (const sighting of streams.flatMap(({ sightings }) => sightings)) {
    const key = imageKey(sighting.source, sighting.target, sighting.isRepository)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [sighting])
    else group.push(sighting)
  }
  const lines = [...groups]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, group]) => lineOf(group) ?? [])
  return { lines, unknown: streams.flatMap(({ unknown }) => unknown) }
}

/** Every image of these results. */
export function listImages(results: readonly Result[]): readonly ImageLine[] {
  return listOf(results.map(imagesIn)).lines
}

function lineOf(group: readonly Sighting[]): ImageLine | undefined {
  const [first] = group
  if (first === undefined) return undefined
  const places = group.map(({ place }) => place)
  return {
    source: canonical(first.source),
    target: first.target,
    state: first.state,
    isRepository: first.isRepository,
    isProvided: group.every(({ isProvided }) => isProvided),
    components: [...new Set(places.flatMap(({ component }) => component ?? []))].sort(),
    origin: places.some(({ operator }) => operator === undefined) ? 'explicit' : 'operator',
    places,
  }
}

function sightingOfChange(change: Change): Sighting {
  const { target, copied, rule, locked } = change
  const named = copied ?? change.source
  const source = locked === undefined ? named : { ...named, digest: locked }
  const isProvided = isOther(source, target, rule)
  return {
    source,
    target,
    state: 'relocated',
    isRepository: isBare(change),
    isProvided,
    place: placeOf(change),
  }
}

function sightingOfUnchanged(unchanged: Unchanged): Sighting {
  const { source, why } = unchanged
  return {
    source,
    target: undefined,
    state: why,
    isRepository: isBare(unchanged),
    isProvided: false,
    place: placeOf(unchanged),
  }
}

/**
 * Whether a target is another image than its source: another tag (none is `latest`), a digest the source does not have, or,
 * where one image was named by itself, another last component. Mirrors and layouts only move a path.
 */
function isOther(source: Reference, target: Reference, { type }: Change['rule']): boolean {
  const hasVersion = source.tag !== undefined || source.digest !== undefined
  const isOtherTag = target.tag !== undefined && target.tag !== (hasVersion ? source.tag : 'latest')
  const isOtherDigest = target.digest !== undefined && target.digest !== source.digest
  const isSingle = type === 'image' || type === 'values'
  return isOtherTag || isOtherDigest || (isSingle && lastPart(source) !== lastPart(target))
}

function lastPart({ repository }: Reference): string {
  return repository.slice(repository.lastIndexOf('/') + 1)
}

function placeOf({ place, written, object, container, source }: Change | Unchanged): ImagePlace {
  const path = place.path ?? ''
  const component = componentOf({ ...object, path, container, repository: source.repository })
  return { ...placeData(place), component, written }
}

function sightingOfOperator(image: OperatorImage): Sighting {
  const { target, why, place, component, fact, isPinned, locked } = image
  const source = locked === undefined ? image.source : { ...image.source, digest: locked }
  const operator = [image.operator, image.version].filter(part => part !== undefined).join(' ')
  return {
    source,
    target,
    state: target === undefined ? (why ?? 'no-rules') : 'relocated',
    isRepository: false,
    isProvided: false,
    place: { ...placeData(place), component, operator, fact, isPinned },
  }
}
