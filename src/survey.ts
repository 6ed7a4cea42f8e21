import { concernOf, type Concern } from './concern.ts'
import { locate } from './edit/locate.ts'
import { joinKey, parsePath } from './edit/path.ts'
import { streamText, type Text } from './edit/text.ts'
import type { FieldSpec } from './fieldspec/fieldspec.ts'
import { textFaults } from './k8ssandra/image-config.ts'
import { peekKinds, peekSource } from './manifest/kind.ts'
import { isSchema, isSecret, manifestsOf, type Manifest } from './manifest/manifest.ts'
import { placeAt } from './manifest/place.ts'
import { positionsOf, type Positions } from './edit/position.ts'
import { splitStream, type Document } from './manifest/stream.ts'
import type { Place, Problem } from './problem.ts'
import { readAnywhere } from './shape/anywhere.ts'
import type { Embedded, Finding, Occurrence, SecretList } from './shape/finding.ts'
import { identityOf } from './shape/identity.ts'
import { readShape } from './shape/index.ts'
import { readSecretRow } from './shape/secret-row.ts'
import type { Alias } from './syntax/node.ts'
import { read } from './syntax/reader.ts'
import { mostNodes } from './syntax/cursor.ts'

/** More is refused: each is held to the end of the run, with its place and what becomes of it. */
const mostFindings = 25_000

/**
 * A finding, the object it was found in, and the row that led there: inside an embedded manifest without a row of its
 * own that is the row that led to the text, and where an image was found by the look of it there is none.
 */
export type Found<F extends Finding> = {
  readonly finding: F
  readonly manifest: Manifest
  readonly spec: FieldSpec | undefined
  readonly place: Place
}

/** Everything in a stream that a relocation could change, in the order of the text. */
export type Survey = {
  readonly images: readonly Found<Occurrence>[]
  readonly secretLists: readonly Found<SecretList>[]
  /** Custom resources, and everything else that a row knows. */
  readonly objects: readonly { readonly manifest: Manifest; readonly place: Place }[]
  readonly aliases: readonly { readonly text: Text; readonly alias: Alias; readonly place: Place }[]
  readonly problems: readonly Problem[]
}

/**
 * Find every image and every list of pull secrets of a stream. Documents that do not concern us are not read at all; one
 * that does and cannot be read is a problem.
 */
export function survey(
  stream: string,
  fieldSpecs: readonly FieldSpec[],
  file?: string,
  positions = positionsOf(stream),
): Survey {
  const text = streamText(stream)
  const surveyor = new Surveyor(fieldSpecs, file, positions)
  for (const document of splitStream(stream)) surveyor.document(text, document)
  return surveyor.survey()
}

class Surveyor {
  private readonly images: Found<Occurrence>[] = []
  private readonly secretLists: Found<SecretList>[] = []
  private readonly objects: { manifest: Manifest; place: Place }[] = []
  private readonly aliases: { text: Text; alias: Alias; place: Place }[] = []
  private readonly problems: Problem[] = []
  private readonly seen = new Set<string>()
  private readonly rows: ReadonlyMap<string, readonly FieldSpec[]>
  private readonly concerns: Concern
  private readonly file: string | undefined
  private readonly positions: Positions
  private source: string | undefined
  private nodes = 0

  constructor(fieldSpecs: readonly FieldSpec[], file: string | undefined, positions: Positions) {
    this.rows = byKind(fieldSpecs)
    this.concerns = concernOf(fieldSpecs)
    this.file = file
    this.positions = positions
  }

  survey(): Survey {
    return {
      images: this.images,
      secretLists: this.secretLists,
      objects: this.objects,
      aliases: this.aliases,
      problems: this.problems,
    }
  }

  document(text: Text, document: Document): void {
    const content = text.source.slice(document.start, document.end)
    const kinds = peekKinds(content)
    if (!this.concerns(kinds, content)) return
    if (this.nodes > mostNodes || this.seen.size > mostFindings) return this.refuse(document.start)
    this.source = peekSource(content)
    const reading = read(text.source, document.start, document.end)
    if ('fault' in reading) {
      this.problems.push({
        code: 'MANIFEST_UNREADABLE',
        message: `cannot be read as YAML: ${reading.fault.message}`,
        remedy: 'mend the template this was rendered from',
        place: this.place(
          text.toStream(reading.fault.offset),
          kinds.find(kind => kind !== ''),
        ),
      })
      return
    }
    const before = this.held()
    this.addAliases(text, reading.aliases, kinds[0])
    for (const root of reading.roots)
      for (const manifest of manifestsOf(text, root)) this.manifest(manifest, 0)
    // What was found keeps the values around it; a document without anything is forgotten.
    if (this.held() > before) this.nodes += reading.nodes
  }

  private held(): number {
    return this.images.length + this.secretLists.length + this.objects.length + this.aliases.length
  }

  /** Once: the rest of the stream is not looked at any more. */
  private refuse(offset: number): void {
    if (this.problems.at(-1)?.code === 'STREAM_TOO_LARGE') return
    this.problems.push({
      code: 'STREAM_TOO_LARGE',
      message: 'one run holds some 25000 images and pull secrets, or 1000000 values, and here are more',
      remedy: 'pass it in parts',
      place: this.place(offset),
    })
  }

  private manifest(manifest: Manifest, depth: number, outer?: FieldSpec): void {
    if (isSchema(manifest.kind) || isSecret(manifest)) return
    this.rowsOf(manifest, depth)
    // Refused already: what the walk would find besides makes no difference any more.
    if (this.seen.size > mostFindings) return
    const site = { text: manifest.text, node: manifest.root, path: manifest.path }
    for (const finding of readAnywhere(site)) this.add(finding, manifest, outer, depth)
  }

  private rowsOf(manifest: Manifest, depth: number): void {
    if (this.rows.has(manifest.kind) && manifest.group.includes('.')) {
      const place = this.place(manifest.text.toStream(manifest.root.start), manifest.kind, manifest.name)
      this.objects.push({ manifest, place })
    }
    for (const row of this.rows.get(manifest.kind) ?? []) {
      if (row.group !== '*' && row.group !== manifest.group) continue
      for (const finding of this.follow(row, manifest)) this.add(finding, manifest, row, depth)
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
    const key = `${finding.type} ${identityOf(finding)}`
    if (this.seen.has(key)) return
    this.seen.add(key)
    if (this.seen.size > mostFindings) return this.refuse(manifest.text.toStream(manifest.root.start))
    switch (finding.type) {
      case 'image':
        this.images.push({ finding, manifest, spec, place: this.placeOf(finding, manifest) })
        break
      case 'secrets':
        this.secretLists.push({ finding, manifest, spec, place: this.placeOf(finding, manifest) })
        break
      case 'remark':
        // A row has explained the parts of this one.
        if (finding.code === 'IMAGE_SPLIT' && this.seen.has(`image ${finding.text.toStream(finding.offset)}`))
          return
        this.problems.push({
          code: finding.code,
          message: finding.message,
          remedy: finding.remedy,
          place: this.placeOf(finding, manifest),
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
      this.problems.push({
        code: fault === undefined ? 'EMBEDDED_UNREADABLE' : 'IMAGE_CONFIG_BROKEN',
        message: `the text cannot be read as YAML: ${reading.fault.message}`,
        remedy: fault?.remedy ?? 'mend the template this was rendered from',
        place: this.place(text.toStream(reading.fault.offset), manifest.kind, manifest.name, path),
      })
      return
    }
    this.addAliases(text, reading.aliases, manifest.kind, manifest.name)
    for (const root of reading.roots) {
      for (const inner of manifestsOf(text, root)) {
        if (inner.kind === '') continue
        const outer = { ...inner, path: inner.path === '' ? path : joinKey(path, inner.path) }
        this.manifest(outer, depth + 1, spec)
      }
    }
  }

  private addAliases(text: Text, aliases: readonly Alias[], kind?: string, name?: string): void {
    for (const alias of aliases)
      this.aliases.push({ text, alias, place: this.place(text.toStream(alias.start), kind, name) })
  }

  private placeOf(finding: Exclude<Finding, { type: 'embedded' | 'object' }>, manifest: Manifest): Place {
    const alias = finding.type === 'image' ? finding.alias : undefined
    const offset =
      alias === undefined
        ? finding.text.toStream(finding.offset)
        : (finding.text.parent ?? finding.text).toStream(alias.start)
    return this.place(offset, manifest.kind, manifest.name, finding.path)
  }

  private place(offset: number, kind?: string, name?: string, path?: string): Place {
    const object =
      kind === undefined || kind === ''
        ? undefined
        : name === undefined || name === ''
          ? kind
          : `${kind}/${name}`
    return placeAt(this.positions, offset, { file: this.file, source: this.source, object, path })
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
