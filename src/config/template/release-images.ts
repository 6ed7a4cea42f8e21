import { layouts, type Layout } from '../../rules/layout.ts'
import { canonicalReference, type CanonicalReference } from '../../reference/canonical.ts'

/** An image of a release, with what a first configuration needs. */
type TemplateImage = {
  readonly source: CanonicalReference
  /** A repository whose tag an operator appends. */
  readonly isRepository: boolean
  /** Whether an operator chose it, and no field of the stream names it. */
  readonly isOperators: boolean
}

/** The images of one registry. */
type Host = { readonly name: string; readonly images: number; readonly example: string }

/** What a user has to know to decide where images go. */
export type ReleaseImages = {
  readonly images: number
  /** How many of the images only operators name. */
  readonly chosenByOperators: number
  /** The one with most images first. */
  readonly hosts: readonly Host[]
  /** Canonical names of images that can be another tomorrow: no digest, and no tag or the tag `latest`. */
  readonly floating: readonly string[]
  /** Layouts under which two different images would get one name. */
  readonly colliding: readonly Layout[]
}

/** Sorts the images of a release. `collides` tells whether a layout gives two of them one name. */
export function releaseImagesOf(
  images: readonly TemplateImage[],
  collides: (layout: Layout) => boolean,
): ReleaseImages {
  const names = [...new Set(images.map(({ source }) => source.registry))]
  const hosts = names.map(name => {
    const own = images.filter(({ source }) => source.registry === name)
    const [first] = own
    return { name, images: own.length, example: first === undefined ? '' : canonicalReference(first.source) }
  })
  return {
    images: images.length,
    chosenByOperators: images.filter(({ isOperators }) => isOperators).length,
    hosts: hosts.toSorted((a, b) => b.images - a.images || (a.name < b.name ? -1 : 1)),
    floating: images.filter(isFloating).map(({ source }) => canonicalReference(source)),
    colliding: layouts.filter(collides),
  }
}

function isFloating({ source, isRepository }: TemplateImage): boolean {
  return !isRepository && source.digest === undefined && (source.tag ?? 'latest') === 'latest'
}
