import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { allBasesOf } from '../yaml/merge.ts'
import { Field } from '../yaml/field.ts'
import type { Node } from '../yaml/node.ts'
import type { Around } from './around.ts'
import { aroundRoot } from './around.ts'
import type { Embed } from './finder.ts'
import { takeParts } from './parts/taken.ts'
import { fieldsOf } from './rows.ts'
import type { Finding } from './shapes/finding.ts'
import { readImageConfigParts } from './shapes/image-config-parts.ts'
import { readImageConfig } from './shapes/image-config.ts'
import { readImageParts } from './shapes/image-parts.ts'
import { readPodSecrets } from './shapes/pull-secrets.ts'
import { readReference, readRepository } from './shapes/reference.ts'
import { readRegistry, type Below } from './shapes/registry.ts'
import { readSecretRow } from './shapes/secret-row.ts'
import { siblingsOf } from './shapes/siblings.ts'
import { readText } from './shapes/text.ts'

/** What reading a row needs from the walk over the document. */
export type RowReader = {
  readonly visit: (field: Field, key: string, around: Around) => void
  readonly add: (finding: Finding, around: Around) => void
  readonly embed: Embed
  readonly taken: Set<Node>
  /** Leaves out a mapping that its row has explained as a whole. */
  readonly close: (field: Field) => void
}

/** Reads what a row describes in a manifest. */
export function readRow(reader: RowReader, row: FieldSpec, manifest: Manifest, depth: number): void {
  const around = aroundRoot(manifest, row, depth)
  if (row.shape === 'pull-secrets') {
    for (const finding of readSecretRow(row, manifest)) reader.add(finding, around)
    return
  }
  for (const field of fieldsOf(manifest, row.path)) readField(reader, row, field, around)
}

function readField(reader: RowReader, row: FieldSpec, field: Field, around: Around): void {
  const pod = { ...around, isPod: true }
  switch (row.shape) {
    case 'pod-spec':
      return readPodSpec(reader, field, pod)
    case 'containers':
    case 'volumes':
      return reader.visit(field, row.shape, pod)
    case 'embedded-manifest':
      return reader.embed(field, around, row.mustRead === true)
    case 'image-config':
      reader.close(field)
      return addAll(reader, readAnyImageConfig(field), around)
    case 'image-parts': {
      const findings = readImageParts(field, row.parts ?? {})
      if (findings.length > 0) take(reader, row, field)
      return addAll(reader, findings, around)
    }
    case 'reference':
      return addScalar(reader, field, readReference(field), around)
    case 'repository':
      return addScalar(reader, field, readRepository(field), around)
    case 'registry':
      return addScalar(reader, field, readRegistry(field, exampleIn(row, around.manifest)), around)
    case 'text':
      return readAnyText(reader, field, row.keys, around)
    case 'pull-secrets':
      return
  }
}

/** What is pulled below a registry, where another field may be that of the example. */
function exampleIn({ example, folderAt, unless }: FieldSpec, manifest: Manifest): Below {
  const isElsewhere =
    unless !== undefined &&
    fieldsOf(manifest, unless.path).some(field => !field.isNull && (field.text ?? '') !== '')
  return isElsewhere ? { example: unless.example } : { example, folderAt }
}

function addAll(reader: RowReader, findings: readonly Finding[], around: Around): void {
  for (const finding of findings) reader.add(finding, around)
}

/** A text; where a row names the keys of its images, what is under others is read like anything else. */
function readAnyText(reader: RowReader, field: Field, keys: FieldSpec['keys'], around: Around): void {
  const findings = readText(field, keys)
  if (keys === undefined) addScalar(reader, field, findings, around)
  else addAll(reader, findings, around)
}

/** A value that a row has read is not read again; the value behind an alias is read at its own place. */
function addScalar(reader: RowReader, field: Field, findings: readonly Finding[], around: Around): void {
  if (findings.length > 0) reader.taken.add(field.node)
  addAll(reader, findings, around)
}

function take(reader: RowReader, { parts }: FieldSpec, field: Field): void {
  const siblings = siblingsOf(field)
  if (field.mapping !== undefined) reader.taken.add(field.mapping)
  if (siblings !== undefined) takeParts(reader, siblings, parts?.keys)
  takeBases(reader, field, parts?.keys?.name ?? 'name')
}

/** What only completes an image, by a merge, is none by itself: where it has no name. */
function takeBases(reader: RowReader, { mapping, inText }: Field, name: string): void {
  for (const base of mapping === undefined ? [] : allBasesOf(inText.source, mapping)) {
    if (Field.of(inText, base).get(name) !== undefined) continue
    reader.taken.add(base)
    for (const { value } of base.pairs) if (value.type === 'scalar') reader.taken.add(value)
  }
}

/** Containers, image volumes and all else of a PodSpec (core/v1), and its list of pull secrets. */
function readPodSpec(reader: RowReader, spec: Field, around: Around): void {
  const list = readPodSecrets(spec)
  if (list === undefined) return
  reader.add(list, around)
  reader.visit(spec, '', around)
}

/** The two versions of ImageConfig are two shapes under one kind: strings until v1beta1, coordinates from v1beta2 on. */
function readAnyImageConfig(field: Field): readonly Finding[] {
  const { mapping, inText, path } = field
  if (mapping === undefined) return []
  const root = Field.of(inText, mapping, path)
  const isStrings = (root.textAt('apiVersion') ?? '').endsWith('/v1beta1')
  return isStrings ? readImageConfig(root) : readImageConfigParts(root)
}
