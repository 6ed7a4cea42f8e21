import { applyEdits } from '../../src/edit/edit.ts'
import { joinIndex, joinKey } from '../../src/yaml/path.ts'
import { keyOf } from '../../src/yaml/lookup.ts'
import { EditMap } from '../../src/edit/edit-map.ts'
import { streamText } from '../../src/yaml/text.ts'
import { sharedRegistryPrefix } from '../../src/knowledge/images/part-rows.ts'
import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import { manifestsOf } from '../../src/manifest/manifest.ts'
import { splitStream } from '../../src/manifest/stream.ts'
import { formatReference, type Reference } from '../../src/reference/reference.ts'
import { findImages } from '../../src/find/find.ts'
import type { Node, Scalar } from '../../src/yaml/node.ts'
import { Field } from '../../src/yaml/field.ts'
import { read } from '../../src/yaml/reader.ts'

/** A stream into which one public image was put back, and what was done. */
export type Mutant = { readonly stream: string; readonly what: string }

/** One mutant for each image that a row leads to, by the shape of the row. */
export function fieldMutants(stream: string, image: Reference): readonly (Mutant & { shape: string })[] {
  return findImages(stream, builtInFieldSpecs).images.flatMap(({ finding, spec, place }) => {
    // Images that share fields are written together; a single one of them is not a state that a user would write.
    const writes = finding.group === undefined ? finding.write(image) : undefined
    if (writes === undefined || finding.alias !== undefined) return []
    const map = new EditMap<typeof finding>()
    map.add(finding.text, writes, finding)
    const mutant = applyEdits(stream, map.compose().edits)
    return { stream: mutant, shape: spec?.shape ?? 'anywhere', what: `${place.object} ${place.path}` }
  })
}

/** A registry in front of several images, or one of these: a whole image there is another one, or none. */
function isPartOfImages(variable: string): boolean {
  return sharedRegistryPrefix(variable) !== undefined || /_REPOSITORY$|^(?:VM|MONGODB)_/.test(variable)
}

/** Kinds of places that hold text, and how an image gets into it. */
const placeKinds: readonly {
  readonly name: string
  readonly has: (kind: string, path: string, name: string) => boolean
  readonly text: (image: string) => string
  /** Where it can be read but not changed, it is a possible one. */
  readonly is?: 'possible'
}[] = [
  {
    name: 'argument',
    has: (_, path) => /(?:args|command)\[\d+\]$/.test(path),
    text: image => `"--x=${image}"`,
  },
  {
    name: 'variable',
    has: (_, path, name) => /env\[\d+\]\/value$/.test(path) && !isPartOfImages(name),
    text: image => `"${image}"`,
  },
  {
    name: 'annotation',
    has: (_, path) => /metadata\/annotations\/[^[]+$/.test(path),
    text: image => `'${image}'`,
  },
  {
    name: 'last applied configuration',
    has: (_, path) => /metadata\/annotations\/[^[]+$/.test(path),
    text: image => JSON.stringify(JSON.stringify({ spec: { containers: [{ image }] } })),
  },
  {
    name: 'text of a ConfigMap',
    has: (kind, path) => kind === 'ConfigMap' && /^data\/[^[]+$/.test(path),
    text: image => JSON.stringify(`a: 1\nb:\n- ${image}\nc: d\n`),
  },
  {
    name: 'base64 in a Secret',
    has: (kind, path) => kind === 'Secret' && /^data\/[^[]+$/.test(path),
    text: image => btoa(`image:\n  name: ${image}\n`),
  },
  {
    name: 'default of a schema',
    has: (kind, path) => kind === 'CustomResourceDefinition' && /\/default$/.test(path),
    text: image => image,
    is: 'possible',
  },
  {
    name: 'field nobody knows',
    has: (kind, path) =>
      !/^(?:Secret|CustomResourceDefinition|Role|ClusterRole|List|)$/.test(kind) &&
      /^spec\//.test(path) &&
      // What a package says of itself is prose.
      !(kind === 'ClusterServiceVersion' && path.endsWith('/description')) &&
      !/metadata\/name|labels|selector|nodeSelector|Labels|Policy|[iI]mage|repository|registry|\bhub\b|quobyte|gitRepo|rbd/i.test(
        path,
      ),
    text: image => image,
  },
]

export const places = placeKinds.map(({ name, is = 'image' }) => ({ name, is }))

/** Every place of a kind in which an image can be put back; the mutant is made when it is asked for. */
export function textMutants(stream: string, placeName: string, image: Reference): readonly (() => Mutant)[] {
  const placeKind = placeKinds.find(({ name }) => name === placeName)
  if (placeKind === undefined) throw new Error(`no such kind of place: ${placeName}`)
  return scalarsOf(stream)
    .filter(({ kind, path, name }) => placeKind.has(kind, path, name))
    .map(({ kind, path, scalar }) => () => {
      const isBlock = scalar.style === 'literal' || scalar.style === 'folded'
      const text = placeKind.text(formatReference(image)) + (isBlock ? '\n' : '')
      return {
        stream: applyEdits(stream, [{ start: scalar.start, end: scalar.end, text }]),
        what: `${placeName}: ${kind} ${path}`,
      }
    })
}

/** `name`: what the mapping around it is called by its own `name`. */
type Found = {
  readonly kind: string
  readonly path: string
  readonly name: string
  readonly scalar: Scalar
}

function scalarsOf(stream: string): readonly Found[] {
  const text = streamText(stream)
  return splitStream(stream).flatMap(({ start, end }) => {
    const reading = read(stream, start, end)
    if ('fault' in reading) return []
    return reading.roots.flatMap(root => {
      const kind = manifestsOf(Field.of(text, root)).at(-1)?.kind ?? ''
      return scalarsBelow(stream, root, '').map(found => ({ kind, ...found }))
    })
  })
}

function scalarsBelow(source: string, node: Node, path: string, name = ''): Omit<Found, 'kind'>[] {
  switch (node.type) {
    case 'alias':
      return []
    case 'scalar':
      return node.end > node.start && node.anchor === undefined ? [{ path, name, scalar: node }] : []
    case 'sequence':
      return node.items.flatMap((item, index) => scalarsBelow(source, item, joinIndex(path, index)))
    case 'mapping': {
      const called = node.pairs.find(pair => keyOf(source, pair) === 'name')?.value
      const own = called?.type === 'scalar' ? source.slice(called.start, called.end) : ''
      return node.pairs.flatMap(pair =>
        scalarsBelow(source, pair.value, joinKey(path, keyOf(source, pair) ?? '?'), own),
      )
    }
  }
}
