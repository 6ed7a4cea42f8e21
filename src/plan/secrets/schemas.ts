import type { Findings, Found } from '../../find/find.ts'
import type { Occurrence, SecretList } from '../../find/shapes/finding.ts'
import { readSecretRow } from '../../find/shapes/secret-row.ts'
import { builtInFieldSpecs } from '../../knowledge/fieldspecs/index.ts'
import { podAccountsOf } from '../../knowledge/accounts.ts'
import { hasRoom, secretSchemaOf, type SecretSchema } from '../../knowledge/secret-schema.ts'
import { isAt } from '../../knowledge/schema-path.ts'
import { isCustomResource, manifestsOf, type Manifest } from '../../manifest/manifest.ts'
import { placeAt } from '../../manifest/place.ts'
import { splitStream } from '../../manifest/stream.ts'
import { Field } from '../../yaml/field.ts'
import { read } from '../../yaml/reader.ts'
import { streamText } from '../../yaml/text.ts'
import type { Pins } from '../operators/choose-images.ts'
import { isImageConfig } from '../operators/operated-resource.ts'
import { indexDefinitions, type DefinitionIndex } from './definition-index.ts'
import { fieldOf } from './lists-by-object.ts'

const definitionKind = 'CustomResourceDefinition'

/** The schema of an object's kind, where a definition of it is known. */
type Schemas = (manifest: Pick<Manifest, 'group' | 'kind' | 'version'>) => SecretSchema | undefined

/**
 * The lists of pull secrets as schemas have room for them: in custom resources with images, a list that only the shape of
 * a pod template suggests goes where the schema has none, and a list that the schema has next to images comes. Schemas are
 * the definitions in the stream and in `definitions`; without one, and where a row knows the kind, everything stays.
 */
export function withSchemas(found: Findings, pins: Pins, definitions: readonly string[]): Findings {
  const objects = objectsToAsk(found, pins)
  if (objects.length === 0) return found
  const inStream = found.definitionsWith ?? (() => found.text.source)
  const schemas = schemasIn(words => [...definitions, inStream(words)])
  const known = new Map(
    objects.flatMap(({ manifest, place }) => {
      const schema = schemas(manifest)
      return schema === undefined ? [] : [[manifest.root, { manifest, place, schema }] as const]
    }),
  )
  if (known.size === 0) return found
  const fits = ({ finding, manifest }: Found<SecretList>): boolean => {
    const schema = known.get(manifest.root)?.schema
    if (schema === undefined || finding.isGuess !== true || finding.isMissing !== true) return true
    const path = fieldOf(finding.path, manifest)
    // The row below reads lists of plain names.
    const row = schema.lists.find(list => isAt(path, list.path))
    return row === undefined ? hasRoom(schema, path) : row.items !== 'names'
  }
  const kept = found.secretLists.filter(fits)
  const there = new Set(kept.map(({ finding, manifest }) => keyOf(manifest, finding.path)))
  const made = [...known.values()].flatMap(({ manifest, place, schema }) =>
    schema.lists.flatMap(row =>
      readSecretRow(row, manifest).flatMap((finding): readonly Found<SecretList>[] => {
        if (finding.type !== 'secrets' || there.has(keyOf(manifest, finding.path))) return []
        const { kind, name, root } = manifest
        const { file, source } = place
        const offset = root.inText.toStream(finding.offset)
        const at = placeAt(found.positions, offset, { file, source, kind, name, at: finding })
        return [{ finding, manifest, spec: row, place: at }]
      }),
    ),
  )
  return { ...plain(found), secretLists: [...kept, ...made] }
}

/** Custom resources that have images or get some, of kinds of which no row says where pull secrets belong, each with a place in it. */
function objectsToAsk(
  { images, objects: all }: Findings,
  pins: Pins,
): readonly Pick<Found<Occurrence>, 'manifest' | 'place'>[] {
  const objects = new Map<Field, Pick<Found<Occurrence>, 'manifest' | 'place'>>()
  const pinned = pins.size === 0 ? [] : all.filter(({ manifest }) => pins.has(manifest.root))
  for (const image of [...images, ...pinned]) {
    const { manifest } = image
    if (isCustomResource(manifest) && !objects.has(manifest.root) && !isKnown(manifest))
      objects.set(manifest.root, image)
  }
  return [...objects.values()]
}

/** Whether rows say where the pull secrets of a kind belong. No definition describes the configuration of an operator. */
function isKnown(manifest: Manifest): boolean {
  if (isImageConfig(manifest) || podAccountsOf(manifest).length > 0) return true
  const { group, kind } = manifest
  return builtInFieldSpecs.some(
    row =>
      row.group === group && row.kind === kind && (row.shape === 'pull-secrets' || row.shape === 'pod-spec'),
  )
}

/** So many kinds are looked for one by one, each in all definitions. */
const fewKinds = 32

/** Definitions in texts that have some words; only those of a requested kind are read. */
function schemasIn(textsWith: (words: readonly string[]) => readonly string[]): Schemas {
  const known = new Map<string, SecretSchema | undefined>()
  let index: DefinitionIndex | undefined
  const textsFor = (group: string, kind: string): readonly string[] => {
    if (known.size < fewKinds) return textsWith([definitionKind, group, kind])
    index ??= indexDefinitions(textsWith([definitionKind]).flatMap(documentsOf))
    return index(kind)
  }
  return ({ group, kind, version }) => {
    const key = `${group}/${version}/${kind}`
    if (!known.has(key)) known.set(key, schemaIn(textsFor(group, kind), group, kind, version))
    return known.get(key)
  }
}

function documentsOf(stream: string): readonly string[] {
  const documents = splitStream(stream).map(({ start, end }) => stream.slice(start, end))
  return documents.filter(document => document.includes(definitionKind))
}

function schemaIn(
  texts: readonly string[],
  group: string,
  kind: string,
  version: string,
): SecretSchema | undefined {
  for (const stream of texts) {
    if (!stream.includes(definitionKind)) continue
    const text = streamText(stream)
    for (const { start, end } of splitStream(stream)) {
      const content = stream.slice(start, end)
      const isOfKind = [definitionKind, group, kind].every(word => content.includes(word))
      const reading = isOfKind ? read(stream, start, end) : undefined
      if (reading === undefined || 'fault' in reading) continue
      for (const manifest of reading.roots.flatMap(root => manifestsOf(Field.of(text, root)))) {
        if (manifest.kind !== definitionKind) continue
        const spec = manifest.root.get('spec')
        if (spec?.textAt('group') !== group || spec.get('names')?.textAt('kind') !== kind) continue
        const schema = secretSchemaOf(manifest.root, version)
        if (schema !== undefined) return schema
      }
    }
  }
  return undefined
}

function keyOf({ root }: Manifest, path: string): string {
  return `${root.node.start} ${path}`
}

/** The findings as data: the collector that holds them has more. */
function plain(found: Findings): Findings {
  const { text, file, positions, images, possible, secretLists } = found
  const { objects, aliases, problems, matchedRows, definitionsWith } = found
  return {
    text,
    file,
    positions,
    images,
    possible,
    secretLists,
    objects,
    aliases,
    problems,
    matchedRows,
    definitionsWith,
  }
}
