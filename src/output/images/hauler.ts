import { copyJobOf, exactSource, type Copy } from './copy-job.ts'
import { leftComments } from './copy-script.ts'
import type { ImageList } from './image-line.ts'

/**
 * An Images manifest for `hauler store sync -f FILE`. Its `rewrite` gives each image the repository and tag of its target,
 * so that `hauler store copy registry://HOST` puts it there; the host is that of the copy command.
 * Source: https://github.com/hauler-dev/hauler/blob/main/pkg/apis/hauler.cattle.io/v1/image.go
 */
export function formatHauler(list: ImageList): string {
  const job = copyJobOf(list)
  const images = job.copies.flatMap(copy => [
    `  - name: ${JSON.stringify(exactSource(copy))}`,
    `    rewrite: ${JSON.stringify(pathOf(copy))}`,
  ])
  const hosts = [...new Set(job.copies.map(({ target }) => target.registry ?? 'docker.io'))].sort()
  return [
    '# Save this as images.yaml and run:',
    '#   hauler store sync -f images.yaml',
    ...hosts.map(host => `#   hauler store copy registry://${host}`),
    ...(hosts.length > 1
      ? ['# The targets are in several registries, and hauler copies the whole store to each.']
      : []),
    ...leftComments(job),
    'apiVersion: content.hauler.cattle.io/v1',
    'kind: Images',
    'metadata:',
    '  name: k8ssandra-relocate',
    'spec:',
    ...(images.length === 0 ? ['  images: []'] : ['  images:', ...images]),
    '',
  ].join('\n')
}

/**
 * hauler refuses to rewrite a digest without a tag, so one that has none gets a tag from its digest: what is pulled by digest
 * only has to be in the repository. Source: https://github.com/hauler-dev/hauler/blob/v2.0.3/cmd/hauler/cli/store/add.go
 */
function pathOf({ source, target }: Copy): string {
  const digest = target.digest ?? source.digest ?? ''
  const tag = target.tag ?? `by-digest-${digest.slice(digest.indexOf(':') + 1).slice(0, 12)}`
  return `${target.repository}:${tag}`
}
