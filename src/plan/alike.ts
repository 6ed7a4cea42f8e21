import { isInterchangeable, likenessOf, type Likeness } from '../find/likeness.ts'
import type { Document } from '../manifest/stream.ts'
import { isSame, replay, type Recorded, type Written } from './replay.ts'

/** More are not remembered: of a stream in which no two documents are alike, each would be. */
const mostModels = 1 << 11

/** A document, what became of it, and the accounts it asked for. */
type Model = {
  readonly index: number
  readonly written: Written
  readonly recorded: Recorded
  readonly accounts: readonly string[]
  /** Whether another document of another name came to the same; undefined where none was seen. */
  isProven: boolean | undefined
}

/**
 * Documents that are written alike but for the name of their object: thousands of them in a long stream. What becomes of one
 * is what became of the one before, at another place. It counts for other names once two were read that came to the same.
 */
export class AlikeDocuments {
  private readonly models = new Map<string, Model>()
  private readonly known: (number | undefined)[] = []
  /** The document that was asked for last, where nothing was known of it. */
  private last: { readonly start: number; readonly likeness: Likeness } | undefined

  /** What becomes of a document; undefined where it has to be read. */
  recall(
    source: string,
    document: Document,
    countOf: (account: string) => number,
  ): Pick<Model, 'recorded' | 'accounts'> | undefined {
    const { start } = document
    const likeness = likenessOf(source, document)
    const written = likeness === undefined ? undefined : { start, likeness }
    const model = likeness === undefined ? undefined : this.models.get(likeness.key)
    if (written === undefined || model === undefined || !isKnown(model, written, countOf)) {
      this.last = written
      return undefined
    }
    const { recorded, accounts, index } = model
    while (this.known.length < document.index) this.known.push(undefined)
    this.known.push(index)
    return { recorded: replay(recorded, model.written, written), accounts }
  }

  /** By their indexes, the documents that were not read, each with the one it is written like. */
  get modelOf(): readonly (number | undefined)[] {
    return this.known
  }

  /** What became of the document that was asked for last, which had no problem and no account that is known. */
  learn({ start, index }: Document, recorded: Recorded, accounts: readonly string[]): void {
    const written = this.last
    if (written?.start !== start) return
    const { key } = written.likeness
    const model = this.models.get(key)
    if (model === undefined) {
      if (this.models.size >= mostModels) return
      const isProven = isInterchangeable(written.likeness) ? undefined : false
      this.models.set(key, { index, written, recorded, accounts, isProven })
    } else if (model.isProven === undefined && model.written.likeness.name !== written.likeness.name)
      model.isProven =
        isSame(replay(model.recorded, model.written, written), recorded) && isSame(model.accounts, accounts)
  }
}

/** Whether a document is the model again, or another of those that came to the same. */
function isKnown(
  { isProven, written, accounts }: Model,
  { likeness }: Written,
  countOf: (account: string) => number,
): boolean {
  const isIt = written.likeness.name === likeness.name || isProven === true
  return isIt && accounts.every(name => countOf(name) === 0)
}
