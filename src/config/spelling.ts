/** Longer words are never corrected, so the cost of a comparison is bounded. */
const longestWord = 40

/** The candidate that was probably meant: at most one slip for every three letters, or undefined. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > longestWord) return undefined
  let best: string | undefined
  let smallest = Math.max(1, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = distanceBetween(word.toLowerCase(), candidate.toLowerCase())
    if (distance < smallest) [best, smallest] = [candidate, distance]
  }
  return best
}

/**
 * The candidate that has all words of the text in a row, or whose words the text has: `pullSecrets` for `imagePullSecrets`,
 * `image-pull-secret` for `pull-secret`. Of several, the one that shares most and has least besides.
 */
function withSameWords(text: string, candidates: readonly string[]): string | undefined {
  if (text.length > longestWord) return undefined
  const words = wordsOf(text)
  const shared = (candidate: string): number => {
    const others = wordsOf(candidate)
    return words.includes(others) || others.includes(words) ? Math.min(words.length, others.length) : 0
  }
  return candidates
    .filter(candidate => shared(candidate) > shortestShared)
    .toSorted((one, other) => shared(other) - shared(one) || one.length - other.length)[0]
}

/** Dashes around words included: a shorter one fits too much. */
const shortestShared = '-ca-'.length

/** `-image-pull-secret-`: lower case, in the singular. */
function wordsOf(text: string): string {
  const words = text.replace(/[A-Z]/g, ' $&').toLowerCase().split(/[-_ ]/)
  return `-${words.map(word => word.replace(/s$/, '')).join('-')}-`
}

/** "did you mean registry?" or, when nothing is near, the candidates themselves. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const meant = nearest(word, candidates) ?? withSameWords(word, candidates)
  return meant === undefined ? `known here: ${candidates.join(', ')}` : `did you mean ${meant}?`
}

/** Slips between two words: letters added, dropped, changed, or two neighbours swapped. */
function distanceBetween(from: string, to: string): number {
  let beforePrevious: number[] = []
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const changed = previous[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1)
      let least = Math.min(previous[column]! + 1, current[column - 1]! + 1, changed)
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (swapped) least = Math.min(least, beforePrevious[column - 2]! + 1)
      current.push(least)
    }
    ;[beforePrevious, previous] = [previous, current]
  }
  return previous[to.length]!
}
