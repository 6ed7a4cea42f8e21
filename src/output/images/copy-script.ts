import { canonicalReference } from '../../reference/canonical.ts'
import type { Copy, CopyJob } from './copy-job.ts'
import { shellComment } from './shell.ts'

/**
 * A shell script with one command for each copy. It stops at the first that fails; a second run copies only what is
 * missing, as copy tools skip blobs that are there.
 */
export function scriptOf(job: CopyJob, notes: readonly string[], commandOf: (copy: Copy) => string): string {
  return [
    '#!/bin/sh',
    ...notes.map(shellComment),
    ...leftComments(job),
    'set -eu',
    ...job.copies.map(commandOf),
    '',
  ].join('\n')
}

/** One comment for each image that is not copied, with the reason. */
export function leftComments({ left }: CopyJob): readonly string[] {
  return left.map(({ line, why }) => shellComment(`not copied: ${canonicalReference(line.source)} ${why}`))
}
