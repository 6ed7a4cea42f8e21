import type { Problem } from '../../problem.ts'

/** A render that failed leaves an empty file, and a result for it would prove nothing. `task` is what cannot be done. */
export function nothingRead(task: string): Problem {
  return {
    code: 'STREAM_EMPTY',
    message: `there is nothing to ${task}: what was named is empty`,
    remedy: 'check the command that wrote it',
  }
}
