import { bulkyManifest, customResourceDefinition } from './bulk.ts'
import { releaseManifests } from './release.ts'

/** How big a stream is, and of what. */
export type StreamShape = {
  /** Length of the whole in bytes; the generated stream differs by less than one per cent. */
  readonly bytes: number
  /** How many documents, definitions included. */
  readonly documents: number
  /** How many of them are CustomResourceDefinitions. */
  readonly definitions: number
  /** The part of `bytes` that is in definitions, from 0 to 1. */
  readonly definitionShare: number
}

/** A K8ssandra 1.5.2 release with its definitions, as `helm template --include-crds` prints it: measured on a real one. */
export const releaseShape: StreamShape = {
  bytes: 3_228_000,
  documents: 132,
  definitions: 13,
  definitionShare: 0.83,
}

/** The same for K8ssandra 1.3.0. */
export const olderReleaseShape: StreamShape = {
  bytes: 2_500_000,
  documents: 129,
  definitions: 12,
  definitionShare: 0.8,
}

/** The same mixture `times` times: more of everything, and nothing longer. */
export function repeatShape(shape: StreamShape, times: number): StreamShape {
  const { bytes, documents, definitions, definitionShare } = shape
  return {
    bytes: bytes * times,
    documents: documents * times,
    definitions: definitions * times,
    definitionShare,
  }
}

/**
 * A stream of that shape: definitions first, then releases one after the other, each with its pods, custom resources,
 * accounts, roles, rules and dashboards. The same shape gives the same bytes; no two objects share kind and name.
 */
export function generateStream(shape: StreamShape): string {
  const definitionBytes = shape.bytes * shape.definitionShare
  const manifests = shape.documents - shape.definitions
  const small = releaseManifests(manifests)
  const bulky = manifests - small.length
  const bulkBytes = shape.bytes - definitionBytes - small.reduce((sum, text) => sum + text.length, 0)
  const texts = [
    ...indices(shape.definitions).map(index =>
      customResourceDefinition(index, definitionBytes / shape.definitions),
    ),
    ...small,
    ...indices(bulky).map(index => bulkyManifest(index, bulkBytes / bulky)),
  ]
  return texts.map(text => `---\n${text}`).join('')
}

/** Many small objects: pods of some 108 bytes each, with fifty different images. */
export function densePods(count: number): string {
  const pod = (index: number): string =>
    `---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: p${index}\nspec:\n  containers:\n  - name: c\n    image: nginx:1.${index % 50}\n`
  return indices(count).map(pod).join('')
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}
