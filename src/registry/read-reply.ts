import type { NoImage } from './answer.ts'
import type { Reply } from './reply.ts'
import { wordsOf } from './words.ts'

/** Statuses that mean refusal for every request. */
export function readReply(reply: Reply, host: string): Reply | NoImage {
  const { status } = reply
  if (status === 403) {
    return {
      kind: 'forbidden',
      message: `${host} does not let these credentials pull: ${wordsOf(reply)}`,
      remedy: 'give the user of these credentials the right to pull from the repository, if it is there',
    }
  }
  if (status === 429) {
    return {
      kind: 'unreachable',
      message: `${host} limits the number of requests: ${wordsOf(reply)}${laterOf(reply)}`,
      remedy: 'try again later, lower --jobs, or raise --timeout',
    }
  }
  if (status >= 500) {
    return {
      kind: 'unreachable',
      message: `${host} fails: ${wordsOf(reply)}`,
      remedy: 'look at the log of the registry, then try again',
    }
  }
  return reply
}

function laterOf({ headers }: Reply): string {
  const after = headers['retry-after']
  return after !== undefined && /^\d{1,6}$/.test(after) ? `, and wants ${after} s of patience` : ''
}
