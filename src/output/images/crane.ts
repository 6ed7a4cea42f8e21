import { exactSource, namedTarget, type CopyJob } from './copy-job.ts'
import { scriptOf } from './copy-script.ts'
import { shellWord } from './shell.ts'

/**
 * A script of `crane copy` lines. An image with a digest is copied by it and named by its tag, so that it can be had by
 * both. Source: https://github.com/google/go-containerregistry/blob/main/cmd/crane/doc/crane_copy.md
 */
export function formatCrane(job: CopyJob): string {
  const note = 'Flags for every copy, as --insecure or --platform: CRANE_COPY_FLAGS.'
  return scriptOf(
    job,
    [note],
    copy =>
      `crane copy \${CRANE_COPY_FLAGS-} ${shellWord(exactSource(copy))} ${shellWord(namedTarget(copy))}`,
  )
}
