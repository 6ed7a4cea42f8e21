import { isInRange, type Version } from '../../version.ts'

/** A fact that holds for a range of versions, as `isInRange` reads it. */
export type Since<Fact> = readonly [versions: string, fact: Fact]

/** What holds for a version: the first row whose range has it. */
export function factOf<Fact>(rows: readonly Since<Fact>[], version: Version): Fact | undefined {
  return rows.find(([range]) => isInRange(version, range))?.[1]
}

/** The words of a list of versions. */
export function words(text: string): readonly string[] {
  return text.split(/\s+/).filter(word => word !== '')
}

/** The numbers of a version, `1.10.5`. */
export function numbersOf(version: Version): string {
  return version.numbers.join('.')
}
