import { scalarText } from '../edit/text.ts'
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import { isSilentKind } from '../knowledge/images/look-alikes.ts'
import { choosingRowsOf } from '../knowledge/operators/choosing/choosing.ts'
import { textFaults } from '../knowledge/operators/image-config/fields.ts'
import { peekKinds, peekSource } from '../manifest/kind.ts'
import { isSchema, isSecret, manifestsOf, type Manifest } from '../manifest/manifest.ts'
import type { Relevance } from '../manifest/relevance.ts'
import type { Document } from '../manifest/stream.ts'
import { Field } from '../yaml/field.ts'
import type { Node } from '../yaml/node.ts'
import { joinKey } from '../yaml/path.ts'
import { read, readDocument, type YamlFault } from '../yaml/reader.ts'
import type { Text } from '../yaml/text.ts'
import { aroundRoot, withEvidence, type Around } from './around.ts'
import { candidatesIn } from './candidates/candidate.ts'
import type { Collector } from './collector.ts'
import { faultOfDocument, unread, unreadable } from './document-problems.ts'
import type { FindOptions } from './find.ts'
import { mustRead } from './must-read.ts'
import { addCandidate } from './add-candidate.ts'
import { readEncodedFields } from './read-encoded.ts'
import { readRow, type RowReader } from './read-row.ts'
import { relevanceFor } from './relevance.ts'
import { Rows } from './rows.ts'
import { readDefinition } from './read-definition.ts'
import { Walker, type Walk } from './walk.ts'

/** Reads the manifests inside a text; one that cannot be read is a fault where a row says that it must be. */
export type Embed = (field: Field, around: Around, mustRead: boolean) => void

const never = (): boolean => false

/** Goes through documents and enters what it finds into a collector. */
export class Finder {
  private readonly rows: Rows
  private readonly isRelevant: Relevance
  private readonly collector: Collector
  private readonly known: Pick<Walk, 'isNamed' | 'isTarget'>
  private readonly walker: Walker
  private readonly reader: RowReader
  private readonly taken = new Set<Node>()

  constructor(
    fieldSpecs: readonly FieldSpec[],
    collector: Collector,
    { isNamed = never, isTarget = never }: Pick<FindOptions, 'isNamed' | 'isTarget'> = {},
  ) {
    this.rows = new Rows(fieldSpecs)
    this.isRelevant = relevanceFor(fieldSpecs)
    this.collector = collector
    this.known = { isNamed, isTarget }
    this.walker = this.newWalker()
    this.reader = {
      visit: this.walker.visit.bind(this.walker),
      add: this.collector.add.bind(this.collector),
      embed: this.embed.bind(this),
      taken: this.taken,
      close: (field: Field) => this.walker.close(field),
    }
  }

  document(text: Text, document: Document): void {
    const content = text.source.slice(document.start, document.end)
    const kinds = peekKinds(content)
    const fault = faultOfDocument(text, document, kinds, this.collector)
    if (fault !== undefined) return void this.collector.problems.push(fault)
    if (!mustRead(content, kinds, this.isRelevant)) return
    if (this.collector.isFull) return this.collector.refuse(document.start)
    this.collector.source = peekSource(content)
    this.walker.forget()
    if (kinds.length > 0 && kinds.every(isSchema))
      return readDefinition(this.walker, this.collector, text, document)
    const reading = readDocument(text.source, document)
    if ('fault' in reading) return this.unreadable(text, reading.fault, content, kinds)
    this.collector.values = reading.nodes
    this.collector.addAliases(text, reading, kinds[0])
    if (reading.aliases.length > 0) this.walker.merging.meet(text, reading.roots)
    const manifests = reading.roots.flatMap(root => manifestsOf(Field.of(text, root)))
    if (reading.unread !== undefined) {
      const { kind = kinds[0], name } = manifests.at(-1) ?? {}
      this.collector.problems.push(unread(this.collector.place(text.toStream(reading.unread), kind, name)))
    }
    for (const manifest of manifests) this.manifest(manifest, 0)
  }

  private newWalker(): Walker {
    return new Walker(
      {
        add: (finding, around) => this.collector.add(finding, around),
        enter: this.enter.bind(this),
        ...this.known,
        taken: this.taken,
      },
      (field, around) => this.inner(field, around),
    )
  }

  private unreadable(
    text: Text,
    { offset, message }: YamlFault,
    content: string,
    kinds: readonly string[],
  ): void {
    const isWanted = this.isRelevant(kinds, content) || candidatesIn(content).length > 0
    if (!isWanted) return
    const kind = kinds.find(known => known !== '')
    this.collector.problems.push(
      unreadable(message, content, this.collector.place(text.toStream(offset), kind)),
    )
  }

  private manifest(manifest: Manifest, depth: number, outer?: FieldSpec): void {
    if (isSchema(manifest.kind))
      return this.walker.visit(manifest.root, '', aroundRoot(manifest, outer, depth))
    if (!isSecret(manifest)) this.readRows(manifest, depth)
    if (this.collector.isFull) return this.collector.refuse(manifest.root.start)
    const around = aroundRoot(manifest, outer, depth)
    const { root } = manifest
    readEncodedFields(this.walker.walk, root, manifest.kind, around)
    if (isSilentKind(manifest.kind)) {
      const metadata = root.get('metadata')
      if (metadata !== undefined) this.walker.visit(metadata, 'metadata', around)
    } else this.walker.visit(root, '', around)
  }

  private readRows(manifest: Manifest, depth: number): void {
    const { kind, group } = manifest
    const isKnown = this.rows.has(kind) || choosingRowsOf(group, kind).length > 0
    if (isKnown && group.includes('.')) this.collector.addObject(manifest)
    for (const row of this.rows.of(manifest)) readRow(this.reader, row, manifest, depth)
  }

  /** A whole object inside another one: what is around its values. */
  private inner(field: Field, around: Around): Around {
    const manifests = field.mapping === undefined ? [] : manifestsOf(field)
    for (const manifest of manifests) if (!isSecret(manifest)) this.readRows(manifest, around.depth)
    // The object itself is the last one.
    const own = manifests.at(-1)
    return own === undefined || isSecret(own) ? around : { ...around, manifest: own }
  }

  private embed(field: Field, around: Around, mustRead: boolean): void {
    const scalar = field.resolved
    if (scalar?.type !== 'scalar') return
    const text = scalarText(field.inText, scalar)
    this.taken.add(field.node)
    if (this.enterText(text, field, '', around, mustRead)) return
    const inner = withEvidence(around, { isBroken: true })
    for (const candidate of candidatesIn(text.source))
      addCandidate(this.walker.walk, field, text, candidate, inner)
  }

  private enter(text: Text, field: Field, key: string, around: Around): boolean {
    return this.enterText(text, field, key, around, false)
  }

  private enterText(text: Text, field: Field, key: string, around: Around, mustRead: boolean): boolean {
    const { manifest, spec, depth } = around
    const reading = read(text.source)
    const { path } = field
    if ('fault' in reading) {
      if (!mustRead) return false
      const fault = textFaults.find(({ pattern }) => pattern.test(text.source))
      this.collector.problems.push({
        code: fault === undefined ? 'EMBEDDED_UNREADABLE' : 'IMAGE_CONFIG_BROKEN',
        message: `the text cannot be read as YAML: ${reading.fault.message}`,
        remedy: fault?.remedy ?? 'fix the template this was rendered from',
        place: this.collector.place(text.toStream(reading.fault.offset), manifest.kind, manifest.name, {
          path,
        }),
      })
      return false
    }
    if (reading.roots.every(({ type }) => type === 'scalar')) return false
    this.collector.addAliases(text, reading, manifest.kind, manifest.name)
    if (reading.aliases.length > 0) this.walker.merging.meet(text, reading.roots)
    for (const root of reading.roots) {
      const manifests = manifestsOf(Field.of(text, root))
      if (root.type === 'sequence' && manifests.every(inner => inner.kind === ''))
        this.walker.visit(Field.of(text, root, path), key, { ...around, depth: depth + 1 })
      for (const inner of manifests) {
        const own = inner.root.path
        const below = Field.of(text, inner.root.node, own === '' ? path : joinKey(path, own))
        if (inner.kind === '' || around.evidence.isSecret === true)
          this.walker.visit(below, key, { ...around, depth: depth + 1 })
        else {
          if (field.alias !== undefined) this.collector.seen.manifestAliases.add(field.alias)
          const namespace = inner.namespace ?? manifest.namespace
          // What has no name of its own is known by that of the object it is in.
          const name = inner.name === '' ? manifest.name : inner.name
          this.manifest({ ...inner, root: below, name, namespace, host: manifest }, depth + 1, spec)
        }
      }
    }
    return true
  }
}
