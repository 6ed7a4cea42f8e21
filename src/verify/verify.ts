/** What a stream still pulls from outside the target registries, whoever wrote it. */
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import { isAbout, type Problem } from '../problem.ts'
import { canonicalReference } from '../reference/canonical.ts'
import type { Reference } from '../reference/reference.ts'
import { findImages, type FindOptions, type Findings, type Found } from '../find/find.ts'
import { streamOffsetOf, type Possible } from '../find/shapes/finding.ts'
import type { Help, OutsideImage } from './finding.ts'
import type { Policy } from './policy.ts'
import { rowFor } from './row.ts'

/** What was found in a stream, whoever made it, in the order of the text. */
export type Verification = {
  readonly outside: readonly OutsideImage[]
  /** Why a part of the stream could not be verified. */
  readonly problems: readonly Problem[]
  readonly counts: ImageCounts
}

/** The images that a stream names and that are where they may be, each by its key: as a summary counts them. */
export type ImageCounts = {
  readonly atTarget: readonly string[]
  /** Left alone by an exclusion, or below a registry that is allowed. */
  readonly excluded: readonly string[]
  /** The fields that name an image, wherever it is. */
  readonly places: number
}

/** Verify all of a stream: every image and every possible image in it is at a target, excluded, allowed, or outside. */
export function verifyStream(
  stream: string,
  policy: Policy,
  fieldSpecs: readonly FieldSpec[],
  options: FindOptions = {},
): Verification {
  return verifyFound(findImages(stream, fieldSpecs, options), policy)
}

/** The same for what was found in a stream already. */
export function verifyFound(found: Findings, policy: Policy): Verification {
  const outside = [...outsideImages(found, policy), ...possibleImages(found, policy)]
  const counts = { atTarget: new Set<string>(), excluded: new Set<string>() }
  for (const { finding } of found.images) {
    const { reference, isRepository } = finding
    if (!policy.isAllowed(reference)) continue
    counts[policy.isExcluded(reference) ? 'excluded' : 'atTarget'].add(imageKey(reference, isRepository))
  }
  return {
    outside: outside.toSorted((a, b) => a.offset - b.offset),
    problems: found.problems.filter(({ code }) => isAbout('gap', code)),
    counts: {
      atTarget: [...counts.atTarget],
      excluded: [...counts.excluded],
      places: found.images.length,
    },
  }
}

/** The key of an image; a repository whose version an operator adds has its own. */
export function imageKey(reference: Reference, isRepository = false): string {
  const isBare = isRepository && reference.tag === undefined && reference.digest === undefined
  return `${canonicalReference(reference)}${isBare ? ' repository' : ''}`
}

/** The images that are not where they have to be. */
export function outsideImages({ images }: Pick<Findings, 'images'>, policy: Policy): readonly OutsideImage[] {
  return images.flatMap(({ finding, place }): readonly OutsideImage[] => {
    const { reference, written } = finding
    if (policy.isAllowed(reference)) return []
    const target = finding.isOptional === true ? policy.targetOf?.(reference) : undefined
    // What a relocation cannot change either is not a leak: the models know what operators pull.
    if (target !== undefined && finding.write(target) === undefined)
      return [{ is: 'possible', image: written, why: inFront, offset: streamOffsetOf(finding), place }]
    return [
      {
        is: 'image',
        image: written,
        why: undefined,
        fixed: finding.fixed,
        remedy: finding.remedy,
        target: policy.targetOf?.(reference),
        offset: streamOffsetOf(finding),
        place,
      },
    ]
  })
}

/** What may be an image and is not where images have to be; the same many times on one line of one field is one. */
export function possibleImages(
  { possible }: Pick<Findings, 'possible'>,
  policy: Policy,
): readonly OutsideImage[] {
  const seen = new Set<string>()
  return possible.flatMap((found): readonly OutsideImage[] => {
    const { finding, place } = found
    const { reference, written, why } = finding
    if (reference !== undefined && policy.isAllowed(reference)) return []
    const key = `${place.object} ${place.path} ${written}`
    if (seen.has(key)) return []
    seen.add(key)
    return [
      {
        is: 'possible',
        image: written,
        why,
        offset: streamOffsetOf(finding),
        place,
        helps: helpFor(found),
        target: reference === undefined ? undefined : policy.targetOf?.(reference),
      },
    ]
  })
}

/** What makes a possible image one that is moved: a row, else a rule for exactly this image, where either works. */
function helpFor(found: Found<Possible>): Help | undefined {
  const row = rowFor(found)
  if (row !== undefined) return { row }
  return found.finding.isNameable === true ? { source: found.finding.written } : undefined
}

const inFront =
  'it is in a registry that an operator puts in front of images, and no registry makes the targets of all'
