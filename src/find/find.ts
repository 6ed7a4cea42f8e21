import { positionsOf, type Positions } from '../yaml/position.ts'
import { streamText, type Text } from '../yaml/text.ts'
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { splitStream } from '../manifest/stream.ts'
import type { Place, Problem } from '../problem.ts'
import type { Finding, Occurrence, SecretList } from './shapes/finding.ts'
import type { Alias, Node } from '../yaml/node.ts'
import { Collector } from './collector.ts'
import { Finder } from './surveyor.ts'

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
export type Findings = {
  /** The stream itself, what it is called, and where its offsets are. */
  readonly text: Text
  readonly file: string | undefined
  readonly positions: Positions
  readonly images: readonly Found<Occurrence>[]
  readonly secretLists: readonly Found<SecretList>[]
  /** Custom resources, and everything else that a row knows. */
  readonly objects: readonly { readonly manifest: Manifest; readonly place: Place }[]
  /** `root`: the document that the alias is in. */
  readonly aliases: readonly {
    readonly text: Text
    readonly alias: Alias
    readonly root: Node | undefined
    readonly place: Place
  }[]
  readonly problems: readonly Problem[]
  /** Rows that led to something. */
  readonly matchedRows: ReadonlySet<FieldSpec>
}

/** The findings of a stream that was not looked into. */
export function nothingFound(stream: string, file?: string): Findings {
  return new Collector(streamText(stream), file, positionsOf(stream))
}

/**
 * Find every image and every list of pull secrets of a stream. Documents that do not concern us are not read at all; one
 * that does and cannot be read is a problem.
 */
export function findImages(
  stream: string,
  fieldSpecs: readonly FieldSpec[],
  file?: string,
  positions = positionsOf(stream),
): Findings {
  const text = streamText(stream)
  const ledger = new Collector(text, file, positions)
  const surveyor = new Finder(fieldSpecs, ledger)
  for (const document of splitStream(stream)) surveyor.document(text, document)
  return ledger
}
