import { mostAddedSecrets } from '../../find/limits.ts'
import type { Place, Problem } from '../../problem.ts'

/** How many pull secrets are added to the lists of a stream. Once they are too many, they remain so. */
export class AddedSecrets {
  private count = 0

  get isFull(): boolean {
    return this.count > mostAddedSecrets
  }

  /** Counts some more, before they are written; what is wrong if they are too many. */
  add(count: number, place: Place): Problem | undefined {
    this.count += count
    if (!this.isFull) return undefined
    return {
      code: 'STREAM_TOO_LARGE',
      message: `one run adds ${mostAddedSecrets} pull secrets to lists, and here are more`,
      remedy: 'pass it in parts, or put the credentials into fewer secrets',
      scope: 'stream',
      place,
    }
  }
}
