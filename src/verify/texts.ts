import { scalarText } from '../edit/text.ts'
import { streamText, type Text } from '../yaml/text.ts'
import { peekKinds, peekSource } from '../manifest/kind.ts'
import { isSchema, manifestsOf, type Manifest } from '../manifest/manifest.ts'
import { placeAt } from '../manifest/place.ts'
import { positionsOf, type Positions } from '../yaml/position.ts'
import { splitStream } from '../manifest/stream.ts'
import type { Place } from '../problem.ts'
import type { Node } from '../yaml/node.ts'
import { read } from '../yaml/reader.ts'
import { classify, type Circumstances } from '../find/candidates/certainty.ts'
import { mayEncode, candidatesInEncoded } from '../find/candidates/encoded.ts'
import type { OutsideImage } from './finding.ts'
import { isKnown, type Span } from './known.ts'
import type { Policy } from './policy.ts'
import { candidatesInSchema } from '../find/candidates/schema.ts'
import { scalarAt, type ScalarPlace } from '../find/candidates/scalar-place.ts'
import { candidatesIn } from '../find/candidates/candidate.ts'

/**
 * Judge every text of a stream that has the outline of an image and is not allowed: arguments, variables, annotations, texts
 * in ConfigMaps, base64 in Secrets, defaults of schemas, fields nobody knows. In the order of the text.
 *
 * `known` are the spans, in order, of the images that a survey found: they are left to it. The raw text is looked through,
 * and only documents with something in it that is not allowed are read as YAML. `file` names the stream in places, and
 * `positions` tells where an offset stands in it.
 */
export function verifyTexts(
  stream: string,
  policy: Policy,
  known: readonly Span[],
  file?: string,
  positions = positionsOf(stream),
): readonly OutsideImage[] {
  return splitStream(stream).flatMap(({ start, end }) => {
    const content = stream.slice(start, end)
    const kinds = peekKinds(content)
    const isAllSchema = kinds.length > 0 && kinds.every(isSchema)
    const suspects = (isAllSchema ? candidatesInSchema : candidatesIn)(content)
      .map(suspect => ({ ...suspect, start: start + suspect.start, end: start + suspect.end }))
      .filter(suspect => !policy.isAllowed(suspect.reference) && !isKnown(known, suspect))
    const isEncoded = !isAllSchema && mayEncode(content, kinds)
    if (suspects.length === 0 && !isEncoded) return []
    const document = openDocument(streamText(stream), start, end)
    const placeOf = placer(positions, file, peekSource(content), document)
    const plain = suspects.flatMap(suspect => {
      const spot = document.spotAt(suspect.start)
      const isComment = spot === undefined && document.isReadable
      if (isComment) return []
      const { text, at } = textAround(document.text, spot, suspect.start, content, start)
      const given = {
        suspect,
        text,
        at,
        spot,
        kind: document.manifestAt(suspect.start)?.kind ?? kinds[0] ?? '',
      }
      return judgementOf(given, suspect.start, placeOf)
    })
    const encoded = document.manifests.flatMap(manifest =>
      (isEncoded ? candidatesInEncoded(manifest) : []).flatMap(({ suspect, text, spot }) => {
        if (policy.isAllowed(suspect.reference)) return []
        const given = { suspect, text, at: suspect.start, spot, kind: manifest.kind }
        return judgementOf(given, spot.scalar.start, placeOf)
      }),
    )
    return unique([...plain, ...encoded]).toSorted((a, b) => a.offset - b.offset)
  })
}

type Opened = {
  readonly text: Text
  readonly isReadable: boolean
  readonly manifests: readonly Manifest[]
  readonly spotAt: (offset: number) => ScalarPlace | undefined
  readonly manifestAt: (offset: number) => Manifest | undefined
}

/** A document as YAML; one that cannot be read has no spots and no manifests. */
function openDocument(text: Text, start: number, end: number): Opened {
  const reading = read(text.source, start, end)
  const roots: readonly Node[] = 'roots' in reading ? reading.roots : []
  const manifests = roots.flatMap(root => manifestsOf(text, root))
  return {
    text,
    isReadable: 'roots' in reading,
    manifests,
    spotAt: offset => {
      const root = roots.find(node => node.start <= offset && offset < node.end)
      return root === undefined ? undefined : scalarAt(text.source, root, offset)
    },
    manifestAt: offset => manifests.find(({ root }) => root.start <= offset && offset < root.end),
  }
}

/** The text a suspect stands in, and where: what its scalar says, or its line where nothing could be read. */
function textAround(
  text: Text,
  spot: ScalarPlace | undefined,
  offset: number,
  content: string,
  start: number,
): { readonly text: string; readonly at: number } {
  if (spot === undefined) return { text: content, at: offset - start }
  const { scalar } = spot
  if (scalar.style === 'single' || scalar.style === 'double') {
    return { text: scalarText(text, scalar).source, at: offset - scalar.start - 1 }
  }
  return { text: text.source.slice(scalar.start, scalar.end), at: offset - scalar.start }
}

function judgementOf(
  given: Circumstances,
  offset: number,
  placeOf: (offset: number, spot: ScalarPlace | undefined) => Place,
): readonly OutsideImage[] {
  const verdict = classify(given)
  if (verdict === undefined) return []
  return [{ ...verdict, image: given.suspect.text, offset, place: placeOf(offset, given.spot) }]
}

function placer(
  positions: Positions,
  file: string | undefined,
  source: string | undefined,
  document: Opened,
): (offset: number, spot: ScalarPlace | undefined) => Place {
  return (offset, spot) => {
    const { kind, name } = document.manifestAt(offset) ?? {}
    return placeAt(positions, offset, { file, source, kind, name, path: spot?.path })
  }
}

/** One image many times on one line of one field is one judgement. */
function unique(judgements: readonly OutsideImage[]): readonly OutsideImage[] {
  const seen = new Set<string>()
  return judgements.filter(({ image, place }) => {
    const key = `${place.line} ${place.path} ${image}`
    return !seen.has(key) && seen.add(key)
  })
}
