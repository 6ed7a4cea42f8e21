/**
 * Where each character of a value is written. Those that are next to each other in the source are one run, because a text
 * of megabytes would else have a number for each of its characters.
 */
export class Offsets {
  /** For each run, the index of its first character, and where that is written: `~place` where all of them are at one place. */
  private readonly runs: number[] = []
  private length = 0

  /** The next characters are those from `start` to `end`. */
  add(start: number, end: number): void {
    if (end <= start) return
    if (this.nextPlace !== start) this.runs.push(this.length, start)
    this.length += end - start
  }

  /** The next characters are all written at one place. */
  addAt(place: number, count: number): void {
    if (count > 1) this.runs.push(this.length, ~place)
    else return this.add(place, place + count)
    this.length += count
  }

  /** Undefined behind the last character. */
  at(index: number): number | undefined {
    if (index < 0 || index >= this.length) return undefined
    const { runs } = this
    let low = 0
    let high = runs.length >> 1
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((runs[middle * 2] ?? 0) > index) high = middle
      else low = middle
    }
    const place = runs[low * 2 + 1] ?? 0
    return place < 0 ? ~place : place + index - (runs[low * 2] ?? 0)
  }

  get last(): number | undefined {
    return this.at(this.length - 1)
  }

  /** Where a character has to be written to belong to the last run. */
  private get nextPlace(): number | undefined {
    const { runs, length } = this
    const place = runs.at(-1)
    return place === undefined || place < 0 ? undefined : place + length - (runs.at(-2) ?? 0)
  }
}
