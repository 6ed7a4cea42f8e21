import type { Finding } from './finding.ts'

/** Two findings with one identity are one: a row and the walk over everything may both come by. */
export function identityOf(finding: Finding): string {
  switch (finding.type) {
    case 'image':
      return finding.alias === undefined
        ? `${finding.text.toStream(finding.offset)}`
        : `alias ${finding.text.parent?.toStream(finding.alias.start)}`
    case 'secrets':
      return `${finding.text.toStream(finding.offset)}`
    case 'object':
      return `${finding.text.toStream(finding.root.start)}`
    case 'embedded':
      return `${finding.text.toStream(0)}`
    case 'remark':
      return `${finding.code} ${finding.text.toStream(finding.offset)}`
  }
}
