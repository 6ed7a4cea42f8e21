import type { Problem } from '../../problem.ts'

/** A render that failed leaves an empty file: what is said of it proves nothing. `task` is what there is nothing to do for. */
export function nothingRead(task: string): Problem {
  return {
    code: 'STREAM_EMPTY',
    message: `there is nothing to ${task}: what was named is empty`,
    remedy: 'check the command that wrote it',
  }
}
