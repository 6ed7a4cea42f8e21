import { find, type Result } from './table.ts'

/**
 * A promise: `contender` takes at most `times` as long as `against`, plus `milliseconds`, and at most `megabytes` more
 * memory. The fastest runs are compared: what else the machine has to do makes a run slower, never faster.
 */
export type Promised = {
  readonly stream: string
  readonly contender: string
  readonly against: string
  readonly times: number
  readonly milliseconds: number
  readonly megabytes?: number
}

/** The promises the results break, one sentence each; empty when all are kept. What did not run breaks its promise. */
export function brokenPromises(results: readonly Result[], budget: readonly Promised[]): string[] {
  return budget.flatMap(({ stream, contender, against, times, milliseconds, megabytes }) => {
    const ours = find(results, stream, contender)
    const theirs = find(results, stream, against)
    if (ours === undefined || theirs === undefined)
      return [`${contender} or ${against} did not run on ${stream}`]
    const broken: string[] = []
    const allowed = theirs.fastest * times + milliseconds
    if (ours.fastest > allowed) {
      const sum = `${times} × ${against} + ${milliseconds} ms = ${allowed.toFixed(0)} ms`
      broken.push(`${contender} on ${stream}: ${ours.fastest.toFixed(0)} ms, allowed ${sum}`)
    }
    if (megabytes !== undefined && !((ours.megabytes ?? NaN) - (theirs.megabytes ?? NaN) <= megabytes)) {
      const taken = `${ours.megabytes?.toFixed(0)} MB and ${against} ${theirs.megabytes?.toFixed(0)} MB`
      broken.push(`${contender} on ${stream}: ${taken}, allowed ${megabytes} MB more`)
    }
    return broken
  })
}
