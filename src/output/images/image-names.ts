import { canonicalReference } from '../../reference/canonical.ts'
import { formatReference } from '../../reference/reference.ts'
import type { ImageList } from './image-line.ts'

/** One image a line, each once, as the relocated manifests make a cluster pull it. What nothing names is not there. */
export function formatNames(list: ImageList): string {
  const names = list.lines.map(({ source, target }) =>
    target === undefined ? canonicalReference(source) : formatReference(target),
  )
  return [...new Set(names)].map(name => `${name}\n`).join('')
}
