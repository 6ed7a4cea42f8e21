import { formatReference } from '../../reference/reference.ts'
import { copyJobOf, exactSource, type Copy } from './copy-job.ts'
import { leftComments } from './copy-script.ts'
import type { ImageList } from './image-line.ts'
import { shellComment } from '../../reference/shell.ts'

/**
 * An ImageSetConfiguration for `oc mirror --v2`. It keeps the repository path of each source below its destination, as the
 * layout preserve does; an image at another place than in the manifests is in a comment.
 * Source: https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/disconnected_environments/mirroring-in-disconnected-environments#about-installing-oc-mirror-v2
 */
export function formatOcMirror(list: ImageList): string {
  const job = copyJobOf(list)
  const destination = destinationOf(job.copies)
  const strangers = job.copies.filter(copy => destinationOf([copy]) !== destination)
  const names = [...new Set(job.copies.map(exactSource))]
  return [
    '# Save this as imageset.yaml and run:',
    `#   oc mirror --v2 -c imageset.yaml --workspace file://oc-mirror docker://${destination ?? 'REGISTRY'}`,
    ...strangers.map(copy =>
      shellComment(
        `not at its target: ${exactSource(copy)} has to be at ${formatReference(copy.target)}; copy it by hand`,
      ),
    ),
    ...leftComments(job),
    'apiVersion: mirror.openshift.io/v2alpha1',
    'kind: ImageSetConfiguration',
    'mirror:',
    ...(names.length === 0
      ? ['  additionalImages: []']
      : ['  additionalImages:', ...names.map(name => `  - name: ${JSON.stringify(name)}`)]),
    '',
  ].join('\n')
}

/** Below which most targets keep the path of their source; undefined where none does. */
function destinationOf(copies: readonly Copy[]): string | undefined {
  const counts = new Map<string, number>()
  for (const { source, target } of copies) {
    const path = `/${source.repository}`
    const name = target.registry === undefined ? target.repository : `${target.registry}/${target.repository}`
    if (!name.endsWith(path)) continue
    const below = name.slice(0, -path.length)
    counts.set(below, (counts.get(below) ?? 0) + 1)
  }
  return [...counts].toSorted(([, one], [, other]) => other - one)[0]?.[0]
}
