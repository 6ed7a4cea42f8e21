import { canonicalName, canonicalReference } from '../../reference/canonical.ts'
import { formatName, formatReference, type Reference } from '../../reference/reference.ts'
import type { ImageLine, ImageList, UnknownLine } from './image-line.ts'

/** One image to copy. Where neither has a version, runtimes pull `latest`. */
export type Copy = { readonly source: Reference; readonly target: Reference }

/** An image that is not copied: what it is called, and the reason as the rest of a sentence. */
export type LeftImage = {
  readonly name: string
  readonly state: ImageLine['state'] | 'unknown'
  readonly why: string
}

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
  return { copies: Array.from(copies.values()), left: [...left, ...unknown.map(leftUnknown)] }
}

function leftUnknown({ operator, component, place }: UnknownLine): LeftImage {
  return {
    name: `an image for ${component}`,
    state: 'unknown',
    why: `of ${place.object ?? 'a resource'} is not known: ${operator} chooses it`,
  }
}

/** `registry/repository@digest` if there is a digest, since copy tools refuse a tag next to it; else with the tag. */
export function exactSource({ source }: Copy): string {
  return source.digest === undefined ? formatReference(source) : `${formatName(source)}@${source.digest}`
}

/** Where the copy is to be written: under its tag if it has one, which leaves it to be had by its digest as well. */
export function namedTarget({ target }: Copy): string {
  return target.tag === undefined ? formatReference(target) : `${formatName(target)}:${target.tag}`
}

function reasonToLeave({ state, isRepository, isProvided, target }: ImageLine): string | undefined {
  switch (state) {
    case 'already-there':
      return 'is where it has to be'
    case 'excluded':
      return 'is excluded'
    case 'kept':
      return 'is kept where it is, since no rule takes it'
    case 'no-rules':
      return 'has no target, since no rule says where images go'
    case 'relocated':
      if (isRepository) {
        const goes = target === undefined ? '' : `, to ${canonicalName(target)}`
        return `is a repository whose tags an operator chooses: copy the versions you deploy by hand${goes}`
      }
      return isProvided && target !== undefined
        ? `is replaced by ${formatReference(target)}, which is provided by you`
        : undefined
  }
}

function pulled(reference: Reference): Reference {
  const hasVersion = reference.tag !== undefined || reference.digest !== undefined
  return hasVersion ? reference : { ...reference, tag: 'latest' }
}
