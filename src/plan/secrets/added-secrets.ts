import { inWords, limits } from '../../find/limits.ts'
import type { Place, Problem } from '../../problem.ts'
import type { SecretChange } from '../entry.ts'

/**
 * How many names of pull secrets a stream gets: its lists, a shared one once for each place, the copies of lists for those
 * who share one, and the objects that operators read. Once they are too many, they remain so.
 */
export class AddedSecrets {
  /** How many there are so far. */
  count: number

  constructor(count = 0) {
    this.count = count
  }

  get isFull(): boolean {
    return this.count > limits.secrets.most
  }

  /** Counts some more, before they are written; what is wrong if they are the first that are too many. */
  add(count: number, place: Place): Problem | undefined {
    const wasFull = this.isFull
    this.count += count
    if (wasFull || !this.isFull) return undefined
    return {
      code: 'STREAM_TOO_LARGE',
      message: `one run adds ${inWords(limits.secrets)} to lists, and here are more`,
      remedy: 'pass it in parts, or put the credentials into fewer secrets',
      scope: 'stream',
      place,
    }
  }
}

/** How many names all changes add. */
export function namesAdded(changes: readonly Pick<SecretChange, 'names'>[]): number {
  return changes.reduce((sum, { names }) => sum + names.length, 0)
}
