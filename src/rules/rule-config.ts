import type { Layout } from './layout.ts'

/** One source and its target, as written by the user. */
export type SourceTarget = { readonly source: string; readonly target: string }

/** The part of a configuration that says where images go, in the words of the flags. */
export type RuleConfig = {
  readonly registry: string | undefined
  readonly layout: Layout
  readonly mirrors: readonly SourceTarget[]
  readonly images: readonly SourceTarget[]
  readonly exclude: readonly string[]
}
