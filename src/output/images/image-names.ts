import { canonicalReference } from '../../reference/canonical.ts'
import { formatReference } from '../../reference/reference.ts'
import type { ImageLine } from './image-line.ts'

/** One image a line, each once, as the relocated manifests make a cluster pull it. */
export function formatNames(lines: readonly ImageLine[]): string {
  const names = lines.map(({ source, target }) =>
    target === undefined ? canonicalReference(source) : formatReference(target),
  )
  return Array.from(new Set(names), name => `${name}\n`).join('')
}
