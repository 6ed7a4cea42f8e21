import type { Alias } from '../yaml/alias.ts'
import { streamOffsetOf, type Finding } from './shapes/finding.ts'

/** Where images, aliases of images, lists of pull secrets and remarks are: two findings at one place are one. */
export class Seen {
  private readonly image = new Set<number>()
  private readonly alias = new Set<string>()
  private readonly secrets = new Set<number>()
  private readonly remark = new Set<string>()
  private readonly possible = new Set<string>()
  /** The aliases that stand for a text with manifests in it. */
  readonly manifestAliases = new Set<Alias>()

  /** Before another document. */
  clear(): void {
    this.image.clear()
    this.secrets.clear()
    if (this.alias.size > 0) this.alias.clear()
    this.manifestAliases.clear()
    if (this.remark.size > 0) this.remark.clear()
    if (this.possible.size > 0) this.possible.clear()
  }

  isFirst(finding: Finding): boolean {
    const { image, alias, secrets, remark, possible } = this
    const offset = streamOffsetOf(finding)
    switch (finding.type) {
      case 'image':
        // What is encoded has no place of its own.
        if (finding.fixed !== undefined)
          return !image.has(offset) && isFirst(possible, `${offset} ${finding.written}`)
        if (finding.alias === undefined) return isFirst(image, offset)
        return isFirst(alias, `${finding.text.parent?.toStream(finding.alias.start) ?? -1} ${finding.offset}`)
      case 'secrets':
        return isFirst(secrets, offset)
      case 'possible':
        return !image.has(offset) && isFirst(possible, `${offset} ${finding.written}`)
      case 'remark':
        return isFirst(remark, `${finding.code} ${offset}`)
    }
  }
}

function isFirst<Key>(seen: Set<Key>, key: Key): boolean {
  if (seen.has(key)) return false
  seen.add(key)
  return true
}
