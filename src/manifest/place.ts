import type { Positions } from '../yaml/position.ts'
import type { Place } from '../problem.ts'
import { placeData, PlaceLike, PlaceOfOffset, type Known } from './place-of-offset.ts'

/** The place of an offset. Line, object and path are computed on first use, because most places are never shown. */
export function placeAt(positions: Positions, offset: number, known: Known): Place {
  return new PlaceOfOffset(positions, offset, known)
}

/** What a word of a document is in another that is written alike. */
export type WordLike = <Word extends string | undefined>(word: Word) => Word | string

/** The place at another offset, in an object that has other words. */
export function placeLike(place: Place, offset: number, word: WordLike): Place {
  if (!(place instanceof PlaceOfOffset)) return place
  return new PlaceLike(place, offset, word(place.name))
}

/** The same place, of another field. */
export function placeOfField(place: Place, path: string): Place {
  return new PlaceOfField(place, path)
}

/** Where a place is in the text that was read; -1 for one that is in none. */
export function offsetOf(place: Place): number {
  return place instanceof PlaceOfOffset || place instanceof PlaceLike || place instanceof PlaceOfField
    ? place.offset
    : -1
}

/** Makes a place keep its path as a text, and no longer what would tell it: the values of a whole document. */
export function settlePlace(place: Place): void {
  if (place instanceof PlaceOfOffset) place.settle()
}

class PlaceOfField implements Place {
  readonly path: string
  private readonly place: Place

  constructor(place: Place, path: string) {
    this.place = place
    this.path = path
  }

  get offset(): number {
    return offsetOf(this.place)
  }

  get file(): string | undefined {
    return this.place.file
  }

  get source(): string | undefined {
    return this.place.source
  }

  get line(): number | undefined {
    return this.place.line
  }

  get column(): number | undefined {
    return this.place.column
  }

  get object(): string | undefined {
    return this.place.object
  }

  toJSON(): Place {
    return placeData(this)
  }
}
