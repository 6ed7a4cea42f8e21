import { relevanceOf, type Relevance } from '../manifest/relevance.ts'
import { locate } from '../yaml/locate.ts'
import { joinKey, parsePath } from '../yaml/path.ts'
import type { Text } from '../yaml/text.ts'
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import { textFaults } from '../knowledge/operators/image-config/fields.ts'
import { peekKinds, peekSource } from '../manifest/kind.ts'
import { isSchema, isSecret, manifestsOf, type Manifest } from '../manifest/manifest.ts'
import type { Document } from '../manifest/stream.ts'
import { readAnywhere } from './shapes/anywhere.ts'
import type { Embedded, Finding } from './shapes/finding.ts'
import { readShape } from './shapes/index.ts'
import { readSecretRow } from './shapes/secret-row.ts'
import { read } from '../yaml/reader.ts'
import type { Collector } from './collector.ts'

/** Goes through documents and enters what it finds into a ledger. */
export class Finder {
  private readonly rows: ReadonlyMap<string, readonly FieldSpec[]>
  private readonly isRelevant: Relevance
  private readonly ledger: Collector

  constructor(fieldSpecs: readonly FieldSpec[], ledger: Collector) {
    this.rows = byKind(fieldSpecs)
    this.isRelevant = relevanceOf(fieldSpecs)
    this.ledger = ledger
  }

  document(text: Text, document: Document): void {
    const content = text.source.slice(document.start, document.end)
    const kinds = peekKinds(content)
    if (document.fault !== undefined) return this.refuseSeparator(text.toStream(document.fault))
    if (!this.isRelevant(kinds, content)) return
    if (this.ledger.isFull) return this.ledger.refuse(document.start)
    this.ledger.source = peekSource(content)
    const reading = read(text.source, document.start, document.end)
    if ('fault' in reading) {
      this.ledger.problems.push({
        code: 'MANIFEST_UNREADABLE',
        message: `cannot be read as YAML: ${reading.fault.message}`,
        remedy: 'mend the template this was rendered from',
        place: this.ledger.place(
          text.toStream(reading.fault.offset),
          kinds.find(kind => kind !== ''),
        ),
      })
      return
    }
    const before = this.ledger.held
    this.ledger.addAliases(text, reading, kinds[0])
    for (const root of reading.roots)
      for (const manifest of manifestsOf(text, root)) this.manifest(manifest, 0)
    // What was found keeps the values around it; a document without anything is forgotten.
    if (this.ledger.held > before) this.ledger.nodes += reading.nodes
  }

  private refuseSeparator(offset: number): void {
    this.ledger.problems.push({
      code: 'MANIFEST_UNREADABLE',
      message: 'there is text behind "---" on its line; kubectl and Helm refuse the stream',
      remedy: 'move the text to a line of its own',
      place: this.ledger.place(offset),
    })
  }

  private manifest(manifest: Manifest, depth: number, outer?: FieldSpec): void {
    if (isSchema(manifest.kind) || isSecret(manifest)) return
    this.rowsOf(manifest, depth)
    // Refused already: what the walk would find besides makes no difference any more.
    if (this.ledger.isFull) return
    const site = { text: manifest.text, node: manifest.root, path: manifest.path }
    for (const finding of readAnywhere(site)) this.add(finding, manifest, outer, depth)
  }

  private rowsOf(manifest: Manifest, depth: number): void {
    if (this.rows.has(manifest.kind) && manifest.group.includes('.')) {
      const place = this.ledger.place(
        manifest.text.toStream(manifest.root.start),
        manifest.kind,
        manifest.name,
      )
      this.ledger.objects.push({ manifest, place })
    }
    for (const row of this.rows.get(manifest.kind) ?? []) {
      if (row.group !== '*' && row.group !== manifest.group) continue
      for (const finding of this.follow(row, manifest)) {
        this.ledger.matchedRows.add(row)
        this.add(finding, manifest, row, depth)
      }
    }
  }

  private follow(row: FieldSpec, manifest: Manifest): readonly Finding[] {
    const { text, root, path } = manifest
    if (row.shape === 'pull-secrets') return readSecretRow(row, manifest)
    return locate(text.source, root, parsePath(row.path), path).flatMap(place =>
      readShape(row, { text, ...place }),
    )
  }

  private add(finding: Finding, manifest: Manifest, spec: FieldSpec | undefined, depth: number): void {
    if (!this.ledger.isNew(finding, manifest)) return
    switch (finding.type) {
      case 'image':
        this.ledger.images.push({ finding, manifest, spec, place: this.ledger.placeOf(finding, manifest) })
        break
      case 'secrets':
        this.ledger.secretLists.push({
          finding,
          manifest,
          spec,
          place: this.ledger.placeOf(finding, manifest),
        })
        break
      case 'remark':
        // A row has explained the parts of this one.
        if (finding.code === 'IMAGE_SPLIT' && this.ledger.hasImageAt(finding.text.toStream(finding.offset)))
          return
        this.ledger.problems.push({
          code: finding.code,
          message: finding.message,
          remedy: finding.remedy,
          place: this.ledger.placeOf(finding, manifest),
        })
        break
      case 'object':
        for (const inner of manifestsOf(finding.text, finding.root, finding.path, 1))
          this.rowsOf(inner, depth)
        break
      case 'embedded':
        this.embedded(finding, manifest, spec, depth)
        break
    }
  }

  private embedded(
    { text, mustRead, path }: Embedded,
    manifest: Manifest,
    spec: FieldSpec | undefined,
    depth: number,
  ): void {
    if (depth > 5) return
    const reading = read(text.source)
    if ('fault' in reading) {
      if (!mustRead) return
      const fault = textFaults.find(({ pattern }) => pattern.test(text.source))
      this.ledger.problems.push({
        code: fault === undefined ? 'EMBEDDED_UNREADABLE' : 'IMAGE_CONFIG_BROKEN',
        message: `the text cannot be read as YAML: ${reading.fault.message}`,
        remedy: fault?.remedy ?? 'mend the template this was rendered from',
        place: this.ledger.place(text.toStream(reading.fault.offset), manifest.kind, manifest.name, path),
      })
      return
    }
    this.ledger.addAliases(text, reading, manifest.kind, manifest.name)
    for (const root of reading.roots) {
      for (const inner of manifestsOf(text, root)) {
        if (inner.kind === '') continue
        const outer = { ...inner, path: inner.path === '' ? path : joinKey(path, inner.path) }
        this.manifest(outer, depth + 1, spec)
      }
    }
  }
}

function byKind(rows: readonly FieldSpec[]): ReadonlyMap<string, readonly FieldSpec[]> {
  const kinds = new Map<string, FieldSpec[]>()
  for (const row of rows) {
    const list = kinds.get(row.kind)
    if (list === undefined) kinds.set(row.kind, [row])
    else list.push(row)
  }
  return kinds
}
