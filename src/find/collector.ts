import type { Positions } from '../yaml/position.ts'
import type { Text } from '../yaml/text.ts'
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { placeAt } from '../manifest/place.ts'
import type { Place, Problem } from '../problem.ts'
import type { Finding, Occurrence, SecretList } from './shapes/finding.ts'
import { identityOf } from './shapes/identity.ts'
import { mostNodes } from '../yaml/cursor.ts'
import type { Alias, Node } from '../yaml/node.ts'
import type { Found, Findings } from './find.ts'

/** More is refused: each is held to the end of the run, with its place and what becomes of it. */
const mostFindings = 25_000

/** What was found in a stream so far: each thing once, with its place, and no more than a run can hold. */
export class Collector implements Findings {
  readonly images: Found<Occurrence>[] = []
  readonly secretLists: Found<SecretList>[] = []
  readonly objects: { manifest: Manifest; place: Place }[] = []
  readonly aliases: { text: Text; alias: Alias; root: Node | undefined; place: Place }[] = []
  readonly problems: Problem[] = []
  /** The template of the document that is looked at. */
  source: string | undefined
  /** How many values the documents hold in which something was found. */
  nodes = 0
  /** Rows that led to something. */
  readonly matchedRows = new Set<FieldSpec>()
  private readonly seen = new Set<string>()
  readonly text: Text
  readonly file: string | undefined
  readonly positions: Positions

  constructor(text: Text, file: string | undefined, positions: Positions) {
    this.text = text
    this.file = file
    this.positions = positions
  }

  get isFull(): boolean {
    return this.nodes > mostNodes || this.seen.size > mostFindings
  }

  get held(): number {
    return this.images.length + this.secretLists.length + this.objects.length + this.aliases.length
  }

  /** Whether a finding is the first with its identity, and has room. */
  isNew(finding: Finding, manifest: Manifest): boolean {
    const key = `${finding.type} ${identityOf(finding)}`
    if (this.seen.has(key)) return false
    this.seen.add(key)
    if (!this.isFull) return true
    this.refuse(manifest.text.toStream(manifest.root.start))
    return false
  }

  hasImageAt(offset: number): boolean {
    return this.seen.has(`image ${offset}`)
  }

  /** Once: the rest of the stream is not looked at any more. */
  refuse(offset: number): void {
    if (this.problems.at(-1)?.code === 'STREAM_TOO_LARGE') return
    this.problems.push({
      code: 'STREAM_TOO_LARGE',
      message: 'one run holds some 25000 images and pull secrets, or 1000000 values, and here are more',
      remedy: 'pass it in parts',
      place: this.place(offset),
    })
  }

  addAliases(
    text: Text,
    { aliases, roots }: { readonly aliases: readonly Alias[]; readonly roots: readonly Node[] },
    kind?: string,
    name?: string,
  ): void {
    for (const alias of aliases) {
      const root = roots.find(({ start, end }) => start <= alias.start && alias.end <= end)
      this.aliases.push({ text, alias, root, place: this.place(text.toStream(alias.start), kind, name) })
    }
  }

  placeOf(finding: Exclude<Finding, { type: 'embedded' | 'object' }>, manifest: Manifest): Place {
    const alias = finding.type === 'image' ? finding.alias : undefined
    const offset =
      alias === undefined
        ? finding.text.toStream(finding.offset)
        : (finding.text.parent ?? finding.text).toStream(alias.start)
    return this.place(offset, manifest.kind, manifest.name, finding.path)
  }

  place(offset: number, kind?: string, name?: string, path?: string): Place {
    return placeAt(this.positions, offset, { file: this.file, source: this.source, kind, name, path })
  }
}
