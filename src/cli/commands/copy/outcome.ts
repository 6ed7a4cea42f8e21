import type { CopyJob } from '../../../output/images/copy-job.ts'
import type { Problem } from '../../../problem.ts'
import { printable } from '../../../reference/quote.ts'

import type { Outcome } from '../../commands.ts'
import { noOutcome } from '../../messages/outcome.ts'
import type { Copied } from './copy-one.ts'
import type { CopyTask } from './job.ts'
import { remedyFor } from './words.ts'

/** What was to be copied, and what is left to the person. */
export type Listed = {
  readonly tasks: readonly CopyTask[]
  readonly left: CopyJob['left']
  readonly problems: readonly Problem[]
}

/** One copy with its end. */
export type Done = { readonly task: CopyTask; readonly result: Copied }

/** The summary of a run: each failure, and how many images are copied. `unpacked`: why an archive could not be written. */
export function outcomeOf(
  done: readonly Done[],
  { left, problems }: Listed,
  unpacked: string | undefined,
  tool: string,
): Outcome {
  const failed = done.flatMap(({ task, result }) =>
    result.kind === 'failed' ? failure(task, result.why, tool) : [],
  )
  const unchecked = done.flatMap(({ task, result }) =>
    result.kind === 'copied' && result.unchecked !== undefined ? uncheckedCopy(task, result.unchecked) : [],
  )
  const there = done.filter(({ result }) => result.kind === 'there').length
  const good = done.length - failed.length
  const aside = there === 0 ? '' : `, ${there} of them were there already`
  const yours = left.filter(({ state }) => state === 'relocated' || state === 'unknown').length
  const rest = yours === 0 ? '' : `; ${yours} to copy by hand, named by --verbose`
  const counts = `${good} of ${done.length} copied${aside}${rest}`
  const broken = unpacked === undefined ? [] : [withoutArchive(unpacked)]
  return {
    ...noOutcome,
    problems: [...problems, ...unchecked, ...failed, ...broken],
    details: [
      ...done.map(
        ({ task, result }) => `${result.kind}: ${printable(task.name)} → ${printable(task.target)}`,
      ),
      ...left.map(({ name, why }) => `not copied: ${printable(name)} ${printable(why)}`),
    ],
    summary: counts,
    failure: `${counts}, ${failed.length + broken.length} failed; call it again to copy what is missing`,
  }
}

function withoutArchive(why: string): Problem {
  return {
    code: 'COPY_FAILED',
    message: `the archive cannot be written: ${why}`,
    remedy: 'check the space on the disk',
  }
}

function failure({ name, target }: CopyTask, why: string, tool: string): Problem {
  return {
    code: 'COPY_FAILED',
    message: `${printable(name)} was not copied to ${printable(target)}: ${printable(why)}`,
    remedy: `${remedyFor(why, tool)}, then run it again: images that are there are not copied twice`,
  }
}

function uncheckedCopy({ name, target }: CopyTask, why: string): Problem {
  return {
    code: 'COPY_UNCHECKED',
    message: `${printable(name)} was copied to ${printable(target)}, and could not be checked there: ${why}`,
    remedy: 'log in with docker login as well, then ask with preflight',
  }
}
