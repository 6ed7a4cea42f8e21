import { copyJobOf, exactSource, namedTarget } from './copy-job.ts'
import type { ImageList } from './image-line.ts'
import { scriptOf } from './copy-script.ts'
import { shellWord } from '../../reference/shell.ts'

/**
 * A script of `crane copy` lines. An image with a digest is copied by it and named by its tag, so that it can be had by
 * both. Source: https://github.com/google/go-containerregistry/blob/main/cmd/crane/doc/crane_copy.md
 */
export function formatCrane(list: ImageList): string {
  const note = 'Flags for every copy, as --insecure or --platform: CRANE_COPY_FLAGS.'
  return scriptOf(
    copyJobOf(list),
    [note],
    copy =>
      `crane copy \${CRANE_COPY_FLAGS-} ${shellWord(exactSource(copy))} ${shellWord(namedTarget(copy))}`,
  )
}
