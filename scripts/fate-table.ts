import type { Fate } from './corpus-images.ts'

/** A table of what happened to the images of each category. */
export class FateTable {
  private readonly counts = new Map<string, Map<Fate, number>>()

  add(category: string, fate: Fate): void {
    const row = this.counts.get(category) ?? new Map<Fate, number>()
    this.counts.set(category, row)
    row.set(fate, (row.get(fate) ?? 0) + 1)
  }

  lines(): readonly string[] {
    const fates: readonly Fate[] = ['moved', 'kept', 'accepted', 'refused', 'doubted', 'silent']
    return Array.from(this.counts)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(
        ([category, row]) => `${category}: ${fates.map(fate => `${row.get(fate) ?? 0} ${fate}`).join(', ')}`,
      )
  }
}
