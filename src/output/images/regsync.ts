import { copyJobOf, exactSource, namedTarget } from './copy-job.ts'
import { leftComments } from './copy-script.ts'
import type { ImageList } from './image-line.ts'

/**
 * A configuration for `regsync once -c FILE`, which goes on after a failure and copies again only what differs.
 * Source: https://regclient.org/usage/regsync/
 */
export function formatRegsync(list: ImageList): string {
  const job = copyJobOf(list)
  const entries = job.copies.flatMap(copy => [
    `  - source: ${JSON.stringify(exactSource(copy))}`,
    `    target: ${JSON.stringify(namedTarget(copy))}`,
    '    type: image',
  ])
  const syncs = entries.length === 0 ? ['sync: []'] : ['sync:', ...entries]
  return [
    '# Save this as regsync.yaml and run: regsync once -c regsync.yaml',
    ...leftComments(job),
    'version: 1',
    'defaults:',
    '  parallel: 4',
    ...syncs,
    '',
  ].join('\n')
}
