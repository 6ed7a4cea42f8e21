import { find, type Result } from './table.ts'

/** A promise about speed: `contender` takes at most `times` as long as `against`, plus `milliseconds`. */
export type Promised = {
  readonly stream: string
  readonly contender: string
  readonly against: string
  readonly times: number
  readonly milliseconds: number
}

/** The promises the results break, one sentence each; empty when all are kept. What did not run breaks its promise. */
export function brokenPromises(results: readonly Result[], budget: readonly Promised[]): string[] {
  return budget.flatMap(({ stream, contender, against, times, milliseconds }) => {
    const ours = find(results, stream, contender)?.milliseconds
    const theirs = find(results, stream, against)?.milliseconds
    if (ours === undefined || theirs === undefined)
      return [`${contender} or ${against} did not run on ${stream}`]
    const allowed = theirs * times + milliseconds
    if (ours <= allowed) return []
    const sum = `${times} × ${against} + ${milliseconds} ms = ${allowed.toFixed(0)} ms`
    return [`${contender} on ${stream}: ${ours.toFixed(0)} ms, allowed ${sum}`]
  })
}
