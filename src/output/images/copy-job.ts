import { canonicalReference } from '../../reference/canonical.ts'
import { formatName, formatReference, type Reference } from '../../reference/reference.ts'
import type { ImageList } from './image-line.ts'
import { type LeftImage, reasonToLeave, leftUnknown } from './left-image.ts'

/** One image to copy. Where neither has a version, runtimes pull `latest`. */
export type Copy = { readonly source: Reference; readonly target: Reference }

/** What is to be copied, and what is left out, with the reason. */
export type CopyJob = {
  readonly copies: readonly Copy[]
  readonly left: readonly LeftImage[]
}

/**
 * The copies that make every target of a list exist: relocated images, operators' own choices among them. Left out are repositories
 * whose tag an operator appends, which the stream does not name, and targets that are no copy of their source: an old image
 * must never get a new name.
 */
export function copyJobOf({ lines, unknown }: ImageList): CopyJob {
  const copies = new Map<string, Copy>()
  const left: LeftImage[] = []
  for (const line of lines) {
    const why = reasonToLeave(line)
    if (why !== undefined || line.target === undefined) {
      left.push({ name: canonicalReference(line.source), state: line.state, why: why ?? 'has no target' })
      continue
    }
    const copy = { source: pulled(line.source), target: pulled(line.target) }
    copies.set(`${formatReference(copy.source)} ${formatReference(copy.target)}`, copy)
  }
  return { copies: [...copies.values()], left: [...left, ...unknown.map(leftUnknown)] }
}

/** `registry/repository@digest` if there is a digest, since copy tools refuse a tag next to it; else with the tag. */
export function exactSource({ source }: Copy): string {
  return source.digest === undefined ? formatReference(source) : `${formatName(source)}@${source.digest}`
}

/** Where the copy is to be written: under its tag if it has one, which leaves it to be had by its digest as well. */
export function namedTarget({ target }: Copy): string {
  return target.tag === undefined ? formatReference(target) : `${formatName(target)}:${target.tag}`
}

function pulled(reference: Reference): Reference {
  const hasVersion = reference.tag !== undefined || reference.digest !== undefined
  return hasVersion ? reference : { ...reference, tag: 'latest' }
}
