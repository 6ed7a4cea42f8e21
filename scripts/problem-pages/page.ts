import type { problemTable, ProblemCode, Severity } from '../../src/problem.ts'

/** Codes of one severity are one chapter. */
export type Chapter<S extends Severity> = Readonly<Record<CodesOf<S>, Page>>

type CodesOf<S extends Severity> = {
  readonly [Code in ProblemCode]: (typeof problemTable)[Code]['severity'] extends S ? Code : never
}[ProblemCode]

/** What a person who met a problem should know. Paragraphs are Markdown. */
export type Page = {
  /** What it means, and why the program does not simply go on. */
  readonly meaning: string
  readonly example: Example
  /** What to do about it. */
  readonly remedy: string
}

/** A run that has the problem: the arguments, parted by blanks, and standard input; or a story where no short one has. */
export type Example =
  | { readonly run: string; readonly input: string; readonly values?: string; readonly config?: string }
  | { readonly story: string }
