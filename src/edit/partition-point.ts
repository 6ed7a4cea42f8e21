/** How many values at the start of a list `isBefore` holds for, by binary search: after the first other it holds for none. */
export function partitionPoint<T>(sorted: readonly T[], isBefore: (value: T) => boolean): number {
  return partitionIndex(sorted.length, index => isBefore(sorted[index] as T))
}

/** The same for values that are computed from their index. */
export function partitionIndex(length: number, isBefore: (index: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isBefore(middle)) low = middle + 1
    else high = middle
  }
  return low
}
