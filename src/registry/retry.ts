import type { Reply } from './reply.ts'

/** The maximum number of attempts of a request. */
export const attempts = 5

/** Too much, or a fault of the server that may pass. */
const passing = new Set([429, 500, 502, 503, 504])

/**
 * How many milliseconds to wait before the next attempt: what `Retry-After` says, else twice as long each time, from half a
 * second on. Undefined where the reply is an answer. Without a reply, the connection broke.
 */
export function pauseBefore(reply: Reply | undefined, attempt: number): number | undefined {
  if (reply !== undefined && !passing.has(reply.status)) return undefined
  const usual = 500 * 2 ** (attempt - 1)
  return secondsIn(reply?.headers['retry-after']) ?? usual
}

/** `Retry-After` has seconds or a date; in milliseconds from now on. Source: RFC 9110, section 10.2.3. */
function secondsIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : Math.max(date - Date.now(), 0)
}
