import { sharedText } from '../yaml/shared-text.ts'
import type { Positions } from '../yaml/position.ts'
import type { Place } from '../problem.ts'

/** What is known of a place but its line; kind and name are '' or undefined where the document does not say them. */
type Known = {
  readonly file: string | undefined
  readonly source: string | undefined
  readonly kind?: string | undefined
  readonly name?: string | undefined
  /** What has the path, which is put together on demand. */
  readonly at?: { readonly path: string } | undefined
}

/** The place of an offset. Line, object and path are computed on first use, because most places are never shown. */
export function placeAt(positions: Positions, offset: number, known: Known): Place {
  return new PlaceOfOffset(positions, offset, known)
}

/** The place at another offset, in an object that is called `to` where this one is called `from`. */
export function placeLike(place: Place, offset: number, from: string, to: string): Place {
  return place instanceof PlaceOfOffset ? place.like(offset, from, to) : place
}

/** The same place, of another field. */
export function placeOfField(place: Place, path: string): Place {
  return new PlaceOfField(place, path)
}

/** Where a place is in the text that was read; -1 for one that is in none. */
export function offsetOf(place: Place): number {
  return place instanceof PlaceOfOffset || place instanceof PlaceOfField ? place.offset : -1
}

/** Makes a place keep its path as a text, and no longer what would tell it: the values of a whole document. */
export function settlePlace(place: Place): void {
  if (place instanceof PlaceOfOffset) place.settle()
}

/** The place as plain data: what a copy of it (`{...place}`) would be, were all of it its own. */
export function placeData({ file, source, line, column, object, path }: Place): Place {
  return { file, source, line, column, object, path }
}

/** Classes, because an object with functions of its own for every finding takes longer to make than the finding. */
class PlaceOfOffset implements Place {
  readonly file: string | undefined
  readonly source: string | undefined
  readonly offset: number
  private readonly positions: Positions
  private readonly kind: string | undefined
  private readonly name: string | undefined
  private at: { readonly path: string } | string | undefined

  constructor(positions: Positions, offset: number, { file, source, kind, name, at }: Known) {
    this.file = file
    this.source = source
    this.positions = positions
    this.offset = offset
    this.kind = kind
    this.name = name
    this.at = at
  }

  get line(): number {
    return this.positions(this.offset).line
  }

  get column(): number {
    return this.positions(this.offset).column
  }

  get object(): string | undefined {
    if (this.kind === undefined || this.kind === '') return undefined
    const kind = shortened(this.kind)
    return this.name === undefined || this.name === '' ? kind : `${kind}/${shortened(this.name)}`
  }

  get path(): string | undefined {
    return typeof this.at === 'object' ? this.at.path : this.at
  }

  like(offset: number, from: string, to: string): PlaceOfOffset {
    const { positions, file, source, kind, name, at } = this
    const like = new PlaceOfOffset(positions, offset, { file, source, kind, name: name === from ? to : name })
    like.at = at
    return like
  }

  settle(): void {
    if (typeof this.at === 'object') this.at = sharedText(this.at.path)
  }

  toJSON(): Place {
    return placeData(this)
  }
}

/** More than Kubernetes allows for a name: of a longer one, nobody wants to read the rest in every message. */
const longestName = 300

function shortened(name: string): string {
  return name.length > longestName ? `${name.slice(0, longestName)}…` : name
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
