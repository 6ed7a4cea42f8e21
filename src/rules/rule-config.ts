import type { Layout } from './layout.ts'

/** One source and its target, as written by the user. */
export type SourceTarget = { readonly source: string; readonly target: string }

/** What becomes of an image that no rule takes, with what help says of it. The first is the default. */
export const unmappedTable = [
  { name: 'refuse', help: 'an error' },
  { name: 'keep', help: 'left as it is, and counted' },
] as const

export type Unmapped = (typeof unmappedTable)[number]['name']

export const unmappedWords: readonly Unmapped[] = unmappedTable.map(({ name }) => name)

/** The part of a configuration that says where images go, in the words of the flags. */
export type RuleConfig = {
  readonly registry: string | undefined
  readonly layout: Layout
  readonly unmapped: Unmapped
  readonly mirrors: readonly SourceTarget[]
  readonly images: readonly SourceTarget[]
  readonly exclude: readonly string[]
  /** Prefixes from which nothing may be pulled: their images are unmapped, whatever the registry would take. */
  readonly blocked?: readonly string[]
  /** Coordinates of single components, which count before the rules: with any, an image without a target is unmapped. */
  readonly components?: readonly {
    readonly component: string
    readonly registry?: unknown
    readonly repository?: unknown
  }[]
}
