import type { Copy, CopyJob } from './copy-job.ts'
import { hookFor } from './repository-hook.ts'
import { shellComment } from '../../reference/shell.ts'

/** Runs one copy and goes on whatever comes of it; at the end, what failed and how many succeeded. */
const runner = `copied=0
failed=
run() {
  if "$@"; then copied=$((copied + 1)); else failed="$failed  $*
"; fi
}`

/**
 * A shell script with one command for each copy. It goes on after one that fails, says at the end how many were copied and
 * which were not, and then ends with 1. A second run copies only what is missing, as copy tools skip blobs that are there.
 */
export function scriptOf(job: CopyJob, notes: readonly string[], commandOf: (copy: Copy) => string): string {
  return [
    '#!/bin/sh',
    ...notes.map(shellComment),
    ...leftComments(job),
    'set -u',
    runner,
    ...new Set(job.copies.flatMap(({ target }) => hookFor(target) ?? [])),
    ...job.copies.map(copy => `run ${commandOf(copy)}`),
    `echo "$copied of ${job.copies.length} copied" >&2`,
    `[ -z "$failed" ] || { printf 'failed:\\n%s' "$failed" >&2; exit 1; }`,
    '',
  ].join('\n')
}

/** One comment for each image that is not copied, with the reason. */
export function leftComments({ left }: CopyJob): readonly string[] {
  return left.map(({ name, why }) => shellComment(`not copied: ${name} ${why}`))
}
