import { isHidden } from '../../manifest/relevance.ts'
import type { Problem } from '../../problem.ts'

/** A key `kind`, in any of the ways to write one in plain letters. */
const kindKey = /kind["']?\s*:/

/** Whether a stream has no Kubernetes object: it is empty, a web page, or what a command says when it fails. */
export function isNothing(stream: string): boolean {
  return !kindKey.test(stream) && !isHidden(stream)
}

/** A rendering that failed has no object, and a result for it would prove nothing. `task` is what cannot be done. */
export function nothingRead(task: string): Problem {
  return {
    code: 'STREAM_EMPTY',
    message: `there is nothing to ${task}: the input is empty, or nothing in it is a Kubernetes object`,
    remedy: 'check the command that wrote it',
  }
}
