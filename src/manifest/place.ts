import type { Place } from '../problem.ts'
import type { Positions } from '../edit/position.ts'

type Found = Pick<Place, 'file' | 'source' | 'object' | 'path'>

/** The place of an offset. Its line is counted when somebody asks, for most places are never shown. */
export function placeAt(positions: Positions, offset: number, found: Found): Place {
  return lazily(() => positions(offset), found)
}

/** The same place, of another field. */
export function placeOfField(place: Place, path: string): Place {
  return lazily(() => place, { file: place.file, source: place.source, object: place.object, path })
}

function lazily(
  positionOf: () => Pick<Place, 'line' | 'column'>,
  { file, source, object, path }: Found,
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
