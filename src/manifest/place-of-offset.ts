import { sharedText } from '../yaml/shared-text.ts'
import type { Positions } from '../yaml/position.ts'
import type { Place } from '../problem.ts'

/** What is known of a place but its line; kind and name are '' or undefined where the document does not say them. */
export type Known = {
  readonly file: string | undefined
  readonly source: string | undefined
  readonly kind?: string | undefined
  readonly name?: string | undefined
  /** What has the path, which is put together on demand. */
  readonly at?: { readonly path: string } | undefined
}

/** The place as plain data: what a copy of it (`{...place}`) would be, were all of it its own. */
export function placeData({ file, source, line, column, object, path }: Place): Place {
  return { file, source, line, column, object, path }
}

/** Classes, because an object with functions of its own for every finding takes longer to make than the finding. */
export class PlaceOfOffset implements Place {
  readonly file: string | undefined
  readonly source: string | undefined
  readonly offset: number
  readonly positions: Positions
  private readonly kind: string | undefined
  readonly name: string | undefined
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
    return this.objectCalled(this.name)
  }

  get path(): string | undefined {
    return typeof this.at === 'object' ? this.at.path : this.at
  }

  /** The object, if it were called otherwise. */
  objectCalled(name: string | undefined): string | undefined {
    if (this.kind === undefined || this.kind === '') return undefined
    const kind = shortened(this.kind)
    return name === undefined || name === '' ? kind : `${kind}/${shortened(name)}`
  }

  settle(): void {
    if (typeof this.at === 'object') this.at = sharedText(this.at.path)
  }

  toJSON(): Place {
    return placeData(this)
  }
}

/** A place in an object that is written like another: of 100,000 small ones, what they share is held once. */
export class PlaceLike implements Place {
  readonly offset: number
  private readonly model: PlaceOfOffset
  private readonly name: string | undefined

  constructor(model: PlaceOfOffset, offset: number, name: string | undefined) {
    this.model = model
    this.offset = offset
    this.name = name
  }

  get file(): string | undefined {
    return this.model.file
  }

  get source(): string | undefined {
    return this.model.source
  }

  get line(): number {
    return this.model.positions(this.offset).line
  }

  get column(): number {
    return this.model.positions(this.offset).column
  }

  get object(): string | undefined {
    return this.model.objectCalled(this.name)
  }

  get path(): string | undefined {
    return this.model.path
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
