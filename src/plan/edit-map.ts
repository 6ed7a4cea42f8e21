import type { Edit } from '../edit/edit.ts'
import type { Origin } from '../edit/origin.ts'
import type { Text } from '../yaml/text.ts'
import type { GroupEdit } from '../find/shapes/finding.ts'
import type { Entry } from './entry.ts'

/** The edits of a plan, text by text, and which entry asked for which. */
export class EditMap {
  readonly byText = new Map<Text, Edit[]>()
  readonly origins: Origin<Entry>[] = []

  add(text: Text, edits: readonly Edit[], entry: Entry): void {
    this.put(text, edits)
    this.join(text, edits, entry)
  }

  /** Edits that several entries share. */
  share(text: Text, edits: readonly GroupEdit[], members: readonly (Entry | undefined)[]): void {
    this.put(text, edits)
    for (const [index, entry] of members.entries()) {
      const own = edits.filter(edit => edit.members === undefined || edit.members.includes(index))
      if (entry !== undefined) this.join(text, own, entry)
    }
  }

  /** An entry that another one's edits serve. */
  join(text: Text, edits: readonly Edit[], entry: Entry): void {
    this.origins.push({ entry, text, edits })
  }

  private put(text: Text, edits: readonly Edit[]): void {
    if (edits.length === 0) return
    const list = this.byText.get(text)
    if (list === undefined) this.byText.set(text, [...edits])
    else list.push(...edits)
  }
}
