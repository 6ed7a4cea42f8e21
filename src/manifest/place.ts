import type { Positions } from '../yaml/position.ts'
import type { Place } from '../problem.ts'

/** What is known of a place but its line; kind and name are '' or undefined where the document does not say them. */
type Found = Pick<Place, 'file' | 'source' | 'path'> & {
  readonly kind?: string | undefined
  readonly name?: string | undefined
}

/** The place of an offset. Its line is counted when somebody asks, for most places are never shown. */
export function placeAt(
  positions: Positions,
  offset: number,
  { kind = '', name = '', ...found }: Found,
): Place {
  const object = kind === '' ? undefined : name === '' ? kind : `${kind}/${name}`
  return lazily(() => positions(offset), { ...found, object })
}

/** The same place, of another field. */
export function placeOfField(place: Place, path: string): Place {
  return lazily(() => place, { file: place.file, source: place.source, object: place.object, path })
}

function lazily(
  positionOf: () => Pick<Place, 'line' | 'column'>,
  { file, source, object, path }: Pick<Place, 'file' | 'source' | 'object' | 'path'>,
): Place {
  return {
    file,
    source,
    get line() {
      return positionOf().line
    },
    get column() {
      return positionOf().column
    },
    object,
    path,
  }
}
