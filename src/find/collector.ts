import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { placeAt } from '../manifest/place.ts'
import type { Place, Problem } from '../problem.ts'
import type { Node } from '../yaml/node.ts'
import type { Alias } from '../yaml/alias.ts'
import { Field } from '../yaml/field.ts'
import type { Positions } from '../yaml/position.ts'
import type { Text } from '../yaml/text.ts'
import type { Around } from './around.ts'
import type { Found, FoundAlias, Findings, Origin } from './find.ts'
import { exceededBy } from './limits.ts'
import { Seen } from './seen.ts'
import type { Finding, Occurrence, Possible, SecretList } from './shapes/finding.ts'

/** What is found in one document: each thing once, with its place; and what is held of all of them, no more than a run can. */
export class Collector implements Findings {
  readonly images: Found<Occurrence>[] = []
  readonly possible: Found<Possible>[] = []
  readonly secretLists: Found<SecretList>[] = []
  readonly objects: { manifest: Manifest; place: Place }[] = []
  readonly aliases: FoundAlias[] = []
  /** Those of the whole stream. */
  readonly problems: Problem[] = []
  /** The template of the current document. */
  source: string | undefined
  /** How many values the document has. */
  values = 0
  /** How many values the documents have that are held. */
  nodes = 0
  /** How many images and lists of pull secrets are held with their documents, and how many without. */
  private kept = 0
  private settled = 0
  private isRefused = false
  private readonly whole = {
    images: [] as Found<Occurrence>[],
    possible: [] as Found<Possible>[],
    secretLists: [] as Found<SecretList>[],
    objects: [] as { manifest: Manifest; place: Place }[],
    aliases: [] as FoundAlias[],
  }
  readonly seen = new Seen()
  /** Rows that led to something. */
  readonly matchedRows = new Set<FieldSpec>()
  readonly text: Text
  readonly file: string | undefined
  readonly positions: Positions
  readonly definitionsWith: Findings['definitionsWith']

  constructor({ text, file, positions, definitionsWith }: Origin) {
    this.text = text
    this.file = file
    this.positions = positions
    this.definitionsWith = definitionsWith
  }

  get isFull(): boolean {
    return this.isRefused || this.exceeded !== undefined
  }

  /** The limit that is exceeded. */
  private get exceeded(): string | undefined {
    return exceededBy({
      values: this.nodes,
      findings: this.kept + this.images.length + this.secretLists.length,
      settled: this.settled,
      possible: this.whole.possible.length + this.possible.length,
    })
  }

  get held(): number {
    const { images, possible, secretLists, objects, aliases } = this
    return images.length + possible.length + secretLists.length + objects.length + aliases.length
  }

  add(finding: Finding, around: Around): void {
    const { manifest, spec } = around
    if (spec !== undefined) this.matchedRows.add(spec)
    if (!this.isNew(finding, manifest)) return
    const place = this.placeOf(finding, manifest)
    switch (finding.type) {
      case 'image':
        this.images.push({ finding, manifest, spec, place })
        break
      case 'possible':
        this.possible.push({ finding, manifest, spec, place })
        break
      case 'secrets':
        this.secretLists.push({ finding, manifest, spec, place })
        break
      case 'remark': {
        const { code, message, remedy } = finding
        this.problems.push({ code, message, remedy, place })
      }
    }
  }

  addObject(manifest: Manifest): void {
    const offset = manifest.root.start
    if (this.objects.at(-1)?.manifest.root !== manifest.root)
      this.objects.push({ manifest, place: this.place(offset, manifest.kind, manifest.name) })
  }

  addAliases(
    text: Text,
    { aliases, roots }: { readonly aliases: readonly Alias[]; readonly roots: readonly Node[] },
    kind?: string,
    name?: string,
  ): void {
    if (aliases.length === 0) return
    const fields = roots.map(root => Field.of(text, root))
    for (const alias of aliases) {
      const root = fields.find(({ node: { start, end } }) => start <= alias.start && alias.end <= end)
      const field = Field.of(text, alias)
      this.aliases.push({ alias, field, root, place: this.place(field.start, kind, name) })
    }
  }

  /** Holds what was found in a document, and the values around it. */
  keep(): void {
    const { whole } = this
    this.kept += this.images.length + this.secretLists.length
    this.nodes += this.values
    for (const found of this.images) whole.images.push(found)
    for (const found of this.possible) whole.possible.push(found)
    for (const found of this.secretLists) whole.secretLists.push(found)
    for (const found of this.objects) whole.objects.push(found)
    for (const found of this.aliases)
      whole.aliases.push(this.seen.manifestAliases.has(found.alias) ? { ...found, isManifest: true } : found)
    this.begin()
  }

  /** Drops the findings of a document, whose result is kept elsewhere. */
  forget(): void {
    this.settled += this.images.length + this.secretLists.length
    this.begin()
  }

  /** What was found in all documents that are held. */
  get all(): Findings {
    const { text, file, positions, problems, matchedRows, definitionsWith } = this
    return { text, file, positions, ...this.whole, problems, matchedRows, definitionsWith }
  }

  private begin(): void {
    this.values = 0
    this.images.length = this.possible.length = this.secretLists.length = 0
    this.objects.length = this.aliases.length = 0
    this.seen.clear()
  }

  /** Once: the rest of the stream is not read any more. */
  refuse(offset: number): void {
    if (this.isRefused) return
    this.isRefused = true
    this.problems.push({
      code: 'STREAM_TOO_LARGE',
      message: `one run holds ${this.exceeded ?? 'no more'}, and here are more`,
      remedy: 'pass it in parts',
      scope: 'stream',
      place: this.place(offset),
    })
    // What was found would be told line by line, and change nothing.
    const { whole } = this
    whole.images.length = whole.possible.length = whole.secretLists.length = 0
    whole.objects.length = whole.aliases.length = 0
    this.begin()
  }

  /** A default of a definition that is too long to be read, and may name an image. */
  refuseDefault(offset: number, name: string, path: string): void {
    this.problems.push({
      code: 'EMBEDDED_UNREADABLE',
      message: 'the default is too long to be read for images',
      remedy: 'shorten it, or leave this definition out and apply it as it is',
      place: this.place(offset, 'CustomResourceDefinition', name, { path }),
    })
  }

  /** `at`: what has the path of the place. */
  place(offset: number, kind?: string, name?: string, at?: { readonly path: string }): Place {
    return placeAt(this.positions, offset, { file: this.file, source: this.source, kind, name, at })
  }

  /** Whether a finding is the first at its place, and has room. */
  private isNew(finding: Finding, manifest: Manifest): boolean {
    if (!this.seen.isFirst(finding)) return false
    if (!this.isFull) return true
    this.refuse(manifest.root.start)
    return false
  }

  private placeOf(finding: Finding, manifest: Manifest): Place {
    const alias = finding.type === 'image' ? finding.alias : undefined
    const text = alias === undefined ? finding.text : (finding.text.parent ?? finding.text)
    const offset = text.toStream(alias?.start ?? finding.offset)
    return this.place(offset, manifest.kind, manifest.name, finding)
  }
}
