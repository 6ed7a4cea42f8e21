import type { Found, Settle } from '../find/find.ts'
import type { Occurrence } from '../find/shapes/finding.ts'
import { settlePlace } from '../manifest/place.ts'
import { SimilarDocuments } from '../plan/similar-documents.ts'
import type { Unchanged } from '../plan/entry.ts'
import { nameOf } from '../plan/object-name.ts'
import { isIndependent } from '../plan/independent.ts'
import type { OutsideImage } from './finding.ts'
import type { Policy } from './policy.ts'
import { imageKey, verifyFound, type Verification } from './verify.ts'

/** The documents of a stream that are verified as soon as they are read; only findings stay in memory. */
export type DocumentVerification = {
  readonly settle: Settle
  /** The verification of all documents, given that of those that are held. */
  readonly with: (held: Verification) => Verification
}

const nothing = { changes: [], secrets: [], pods: [], edits: [], asked: [] }

/** Verifies documents one by one that depend on no other. */
export function openVerification(policy: Policy): DocumentVerification {
  const whyAllowed = (reference: Unchanged['source']): Unchanged['why'] =>
    policy.isExcluded(reference) ? 'excluded' : 'already-there'
  const similar = new SimilarDocuments({
    decide: reference =>
      policy.isAllowed(reference) ? { kind: 'unchanged', why: whyAllowed(reference) } : { kind: 'unmapped' },
  })
  const outside: OutsideImage[] = []
  const [atTarget, excluded] = [new Set<string>(), new Set<string>()]
  let places = 0
  const count = (images: readonly Unchanged[]): void => {
    places += images.length
    for (const { source, why, isRepository } of images)
      (why === 'excluded' ? excluded : atTarget).add(imageKey(source, isRepository))
  }
  return {
    settle: {
      recall(stream, document) {
        const known = similar.recall(stream, document, () => 0)
        if (known !== undefined) count(known.recorded.unchanged)
        return known !== undefined
      },
      take(found, document, isClean) {
        if (!isClean || !isIndependent(found)) return false
        const verified = verifyFound(found, policy)
        for (const image of verified.outside) outside.push(image)
        for (const { place } of found.images) settlePlace(place)
        const unchanged = found.images
          .filter(({ finding }) => policy.isAllowed(finding.reference))
          .map(image => unchangedOf(image, whyAllowed(image.finding.reference)))
        count(unchanged)
        places += found.images.length - unchanged.length
        if (verified.outside.length === 0) similar.learn(found, document, { ...nothing, unchanged }, [])
        return true
      },
    },
    with: held => ({
      outside: [...held.outside, ...outside].toSorted((a, b) => a.offset - b.offset),
      problems: held.problems,
      counts: {
        atTarget: [...new Set([...held.counts.atTarget, ...atTarget])],
        excluded: [...new Set([...held.counts.excluded, ...excluded])],
        places: held.counts.places + places,
      },
    }),
  }
}

function unchangedOf({ finding, manifest, place }: Found<Occurrence>, why: Unchanged['why']): Unchanged {
  const { reference: source, written, isRepository, container } = finding
  return { source, written, why, isRepository, object: nameOf(manifest), container, place }
}
