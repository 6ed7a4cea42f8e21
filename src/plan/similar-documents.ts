import type { Findings } from '../find/find.ts'
import { skeletonOf, type Skeleton } from '../find/skeleton/skeleton.ts'
import type { Document } from '../manifest/stream.ts'
import type { RuleSet } from '../rules/ruleset.ts'
import { imagesOf, moveImages } from './similar-images.ts'
import { isSame, replay, type Model, type Recorded, type Written } from './replay.ts'

/** More are not remembered, nor more sizes: a hostile stream has as many as documents. */
const mostModels = 1 << 11
const mostSizes = 1 << 16

/** A document, what happened to it, and what is known of others that are written alike. */
type Known = Model & {
  readonly index: number
  /** The accounts it needs. */
  readonly accounts: readonly string[]
  /** Whether every other document came to the same so far. */
  isFree: boolean
  /** The holes, by their indexes, in which another document differed that came to the same. */
  readonly proven: Set<number>
}

/**
 * Documents that are written alike but for names, numbers and images: thousands of them in a long stream. What happens to one
 * is what happened to the one before, at another place. A difference is ignored once it has made no difference.
 */
export class SimilarDocuments {
  private readonly ruleSet: Pick<RuleSet, 'decide'>
  private readonly models = new Map<string, Known>()
  private readonly known: (number | undefined)[] = []
  /** Of the skeletons so far. The first of its size is not kept: of most streams, no two documents are alike. */
  private readonly sizes = new Set<number>()
  /** The last document, if nothing was known about it. */
  private last: Written | undefined

  constructor(ruleSet: Pick<RuleSet, 'decide'>) {
    this.ruleSet = ruleSet
  }

  /** What happens to a document; undefined where it has to be read. */
  recall(
    source: string,
    document: Document,
    countOf: (account: string) => number,
  ): { readonly recorded: Recorded; readonly accounts: readonly string[] } | undefined {
    this.last = undefined
    const skeleton = skeletonOf(source, document)
    if (skeleton === undefined || this.isFirstOfSize(skeleton)) return undefined
    const written = { start: document.start, skeleton }
    const model = this.models.get(skeleton.key)
    const recorded =
      model !== undefined && isKnown(model, written) && model.accounts.every(name => countOf(name) === 0)
        ? this.replayed(model, written)
        : undefined
    if (model === undefined || recorded === undefined) {
      this.last = written
      return undefined
    }
    while (this.known.length < document.index) this.known.push(undefined)
    this.known.push(model.index)
    return { recorded, accounts: model.accounts }
  }

  /** By their indexes, the documents that were not read, each with the one it is written like. */
  get modelOf(): readonly (number | undefined)[] {
    return this.known
  }

  /** What happened to the last document, which had no problem and no known account. */
  learn(found: Findings, document: Document, recorded: Recorded, accounts: readonly string[]): void {
    const written = this.last
    const { start, index } = document
    if (written?.start !== start) return
    const { skeleton } = written
    const model = this.models.get(skeleton.key)
    if (model === undefined) {
      if (this.models.size >= mostModels) return
      const images = imagesOf(found, recorded, written)
      const known = { index, written, recorded, images: images ?? [], accounts, isFree: images !== undefined }
      this.models.set(skeleton.key, { ...known, proven: new Set() })
    } else if (model.isFree) {
      model.isFree = isSame(this.replayed(model, written), recorded) && isSame(model.accounts, accounts)
      for (const hole of differences(model.written, written)) model.proven.add(hole)
    }
  }

  private isFirstOfSize({ key, holes }: Skeleton): boolean {
    const size = key.length * mostSizes + holes.length
    if (this.sizes.has(size)) return false
    if (this.sizes.size < mostSizes) this.sizes.add(size)
    return true
  }

  private replayed(model: Known, written: Written): Recorded | undefined {
    const moved = moveImages(model.images, written, this.ruleSet)
    return moved === undefined ? undefined : replay(model, written, moved)
  }
}

/** Whether a document is the model again, or differs from it in nothing that counts. */
function isKnown({ isFree, proven, written }: Known, { skeleton: { holes } }: Written): boolean {
  return written.skeleton.holes.every(
    ({ text }, index) => text === holes[index]?.text || (isFree && proven.has(index)),
  )
}

function differences({ skeleton: { holes } }: Written, other: Written): readonly number[] {
  return holes.flatMap(({ text }, index) => (text === other.skeleton.holes[index]?.text ? [] : index))
}
