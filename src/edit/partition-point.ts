/** How many values at the start of a list `isBefore` holds for, by binary search: after the first other it holds for none. */
export function partitionPoint<T>(sorted: readonly T[], isBefore: (value: T) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(sorted[middle] as T)) low = middle + 1
    else high = middle
  }
  return low
}
