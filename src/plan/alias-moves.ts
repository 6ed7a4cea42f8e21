import { composeEdits } from '../edit/compose.ts'
import { applyEdits } from '../edit/edit.ts'
import type { EditMap } from '../edit/edit-map.ts'
import type { Write } from '../edit/write.ts'
import type { Occurrence } from '../find/shapes/finding.ts'
import type { Alias } from '../yaml/alias.ts'
import { quoteBefore } from '../yaml/quote.ts'
import type { Change, Entry } from './entry.ts'

/** An image in the text that an alias stands for, and whether it is an image where the text is written, too. */
type Move = {
  readonly finding: Occurrence
  readonly written: readonly Write[]
  readonly change: Change
  readonly isDirect: boolean
}

/** The images that fields take by an alias: one text may have several. */
export class AliasMoves {
  private readonly byAlias = new Map<Alias, Move[]>()

  add(alias: Alias, move: Move): void {
    const known = this.byAlias.get(alias)
    if (known === undefined) this.byAlias.set(alias, [move])
    else known.push(move)
  }

  /**
   * The edits. An alias moves together with its text where all of its images are images there, too, and is given to
   * `moved`. Else the text stays, and the alias is replaced by what becomes of it.
   */
  write(edits: EditMap<Entry>, moved: Set<Alias>): void {
    for (const [alias, moves] of this.byAlias) {
      if (moves.every(({ isDirect }) => isDirect)) {
        moved.add(alias)
        for (const { finding, written, change } of moves) edits.add(finding.text, written, change)
        continue
      }
      const [first] = moves
      if (first === undefined) continue
      const { finding } = first
      const inText = finding.text.parent ?? finding.text
      const text = quoteBefore(inText.source, alias.end, rewritten(finding, moves))
      const changes = moves.map(({ change }) => change)
      edits.share(inText, [{ start: alias.start, end: alias.end, text }], changes)
    }
  }
}

/** The text of an alias with its images moved. The end of a block is no part of an image. */
function rewritten({ text, written }: Occurrence, moves: readonly Move[]): string {
  const { edits } = composeEdits(
    text.source,
    moves.flatMap(move => move.written),
  )
  const result = applyEdits(text.source, edits)
  return text.source.trim() === written ? result.trim() : result
}
