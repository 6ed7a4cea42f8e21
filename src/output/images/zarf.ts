import { copyJobOf } from './copy-job.ts'
import { leftComments } from './copy-script.ts'
import { formatReference } from '../../reference/reference.ts'
import type { ImageList } from './image-line.ts'

/**
 * A package for `zarf package create`. It names sources as the manifests do: Zarf's own agent rewrites the pods, so the
 * manifests it deploys are the ones that were not relocated.
 * Source: https://docs.zarf.dev/ref/components/#container-images
 */
export function formatZarf(list: ImageList): string {
  const job = copyJobOf(list)
  const names = [...new Set(job.copies.map(({ source }) => formatReference(source)))]
  const images = names.map(name => `      - ${JSON.stringify(name)}`)
  return [
    '# Save this as zarf.yaml and run: zarf package create',
    "# Zarf's agent rewrites images itself: deploy the manifests as they were before k8ssandra-relocate.",
    ...leftComments(job),
    'kind: ZarfPackageConfig',
    'metadata:',
    '  name: k8ssandra-relocate',
    'components:',
    '  - name: images',
    '    required: true',
    ...(images.length === 0 ? ['    images: []'] : ['    images:', ...images]),
    '',
  ].join('\n')
}
