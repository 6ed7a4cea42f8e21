import { partitionPoint } from '../edit/partition-point.ts'

/** Whether an offset is in one of the ranges, given as starts and ends in turns. */
export function within(ranges: readonly number[]): (offset: number) => boolean {
  const sorted = Array.from({ length: ranges.length / 2 }, (_, index) => ({
    start: ranges[2 * index] ?? 0,
    end: ranges[2 * index + 1] ?? 0,
  })).sort((a, b) => a.start - b.start)
  return offset => {
    const last = sorted[partitionPoint(sorted, ({ start }) => start <= offset) - 1]
    return last !== undefined && offset <= last.end
  }
}

/** Leaves out of a list, in place, what is not kept. */
export function keepIf<T>(list: T[], isKept: (value: T, index: number) => boolean): void {
  const kept = list.filter(isKept)
  list.length = 0
  for (const value of kept) list.push(value)
}
