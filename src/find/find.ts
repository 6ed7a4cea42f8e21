/** What is in a stream: each candidate for an image, classified once. */
import { positionsOf, type Positions } from '../yaml/position.ts'
import { streamText, type Text } from '../yaml/text.ts'
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import type { Manifest } from '../manifest/manifest.ts'
import { splitStream, type Document } from '../manifest/stream.ts'
import type { Place, Problem } from '../problem.ts'
import type { Reference } from '../reference/reference.ts'
import type { Field } from '../yaml/field.ts'
import type { Alias } from '../yaml/alias.ts'
import { Collector } from './collector.ts'
import { Finder } from './finder.ts'
import type { Finding, Occurrence, Possible, SecretList } from './shapes/finding.ts'

/**
 * A finding, the object it was found in, and the row that led there: inside an embedded manifest without a row of its
 * own that is the row that led to the text; undefined where the walk over everything found it.
 */
export type Found<F extends Finding> = {
  readonly finding: F
  readonly manifest: Manifest
  readonly spec: FieldSpec | undefined
  readonly place: Place
}

/** An alias, where it is written, and the root of the document that it is in. */
export type FoundAlias = {
  readonly alias: Alias
  readonly field: Field
  readonly root: Field | undefined
  readonly place: Place
  /** Whether it stands for a text with manifests in it, which were read here as where they are written. */
  readonly isManifest?: boolean
}

/** Everything in a stream that matters to a relocation, in the order of its documents. */
export type Findings = {
  /** The stream itself, what it is called, and where its offsets are. */
  readonly text: Text
  readonly file: string | undefined
  readonly positions: Positions
  readonly images: readonly Found<Occurrence>[]
  /** What may be an image, and is left as it is. */
  readonly possible: readonly Found<Possible>[]
  readonly secretLists: readonly Found<SecretList>[]
  /** Custom resources, and everything else that a row knows. */
  readonly objects: readonly { readonly manifest: Manifest; readonly place: Place }[]
  readonly aliases: readonly FoundAlias[]
  readonly problems: readonly Problem[]
  /** Rows that led to something. */
  readonly matchedRows: ReadonlySet<FieldSpec>
  /** Where documents were left out: those of the whole stream that have all the words. */
  readonly definitionsWith?: ((words: readonly string[]) => string) | undefined
}

/** What findings say of the stream they are from. */
export type Origin = Pick<Findings, 'text' | 'file' | 'positions' | 'definitionsWith'>

/** The findings of a stream that was not looked into. */
export function nothingFound(stream: string, file?: string): Findings {
  return new Collector({
    text: streamText(stream),
    file,
    positions: positionsOf(stream),
    definitionsWith: undefined,
  })
}

/** Handles the documents of which nothing has to be kept in memory. */
export type Settle = {
  /** Whether the result for a document is known without reading it, because an earlier one is written alike. */
  readonly recall: (stream: string, document: Document) => boolean
  /**
   * Takes what was found in one document, if that is all that has to be known: then nothing of it is held. What it is given
   * lasts only for the call. `isClean`: reading it was not a problem.
   */
  readonly take: (found: Findings, document: Document, isClean: boolean) => boolean
}

export type FindOptions = {
  /** Names the stream in places. */
  readonly file?: string | undefined
  /** Where an offset is in the stream, when it was cut from a longer one. */
  readonly positions?: Positions | undefined
  /** Whether a rule of the configuration names exactly this image: then a bare word is one too. */
  readonly isNamed?: ((reference: Reference) => boolean) | undefined
  /** Whether a reference is under a target already: then it is an image wherever it is written. */
  readonly isTarget?: ((reference: Reference) => boolean) | undefined
  /** Which documents to look into; all when it is not given. */
  readonly isWanted?: ((document: Document) => boolean) | undefined
  readonly settle?: Settle | undefined
  /** Where documents were left out: those of the whole stream that have all the words. */
  readonly definitionsWith?: ((words: readonly string[]) => string) | undefined
}

/** What decides which texts are images, the same before a relocation and after it. */
export type ImageCriteria = { readonly fieldSpecs: readonly FieldSpec[] } & Pick<
  FindOptions,
  'isNamed' | 'isTarget'
>

/** Find in a stream of a run. */
export function findIn(
  {
    text,
    file,
    positions,
    definitionsWith,
  }: Pick<FindOptions, 'file' | 'positions' | 'definitionsWith'> & { readonly text: string },
  { fieldSpecs, isNamed, isTarget }: ImageCriteria,
  { isWanted, settle }: Pick<FindOptions, 'isWanted' | 'settle'> = {},
): Findings {
  return findImages(text, fieldSpecs, {
    file,
    positions,
    definitionsWith,
    isNamed,
    isTarget,
    isWanted,
    settle,
  })
}

/**
 * Find every image, every possible one and every list of pull secrets of a stream. This is the one answer to what is an
 * image: the filter moves these, `verify` checks these, `images` lists these. Irrelevant documents are not
 * read at all; one that does and cannot be read is a problem.
 */
export function findImages(
  stream: string,
  fieldSpecs: readonly FieldSpec[],
  options: FindOptions = {},
): Findings {
  const {
    file,
    positions = positionsOf(stream),
    isNamed,
    isTarget,
    isWanted,
    settle,
    definitionsWith,
  } = options
  const text = streamText(stream)
  const collector = new Collector({ text, file, positions, definitionsWith })
  const finder = new Finder(fieldSpecs, collector, { isNamed, isTarget })
  for (const document of splitStream(stream)) {
    if (isWanted?.(document) === false || settle?.recall(stream, document) === true) continue
    const { length } = collector.problems
    finder.document(text, document)
    if (collector.held === 0) continue
    const isClean = collector.problems.length === length
    if (settle?.take(collector, document, isClean) === true) collector.forget()
    else collector.keep()
  }
  return collector.all
}
