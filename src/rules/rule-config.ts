import type { Layout } from './layout.ts'

/** One source and its target, as written by the user. */
export type SourceTarget = { readonly source: string; readonly target: string }

/** What to do with an image that no rule takes, with its help. The first is the default. */
export const unmappedTable = [
  { name: 'refuse', help: 'an error' },
  { name: 'keep', help: 'leave it and count it' },
] as const

export type Unmapped = (typeof unmappedTable)[number]['name']

export const unmappedWords: readonly Unmapped[] = unmappedTable.map(({ name }) => name)

/** What to do with the digest of a relocated image, with its help. The first is the default. */
export const digestTable = [
  { name: 'keep', help: 'as written' },
  { name: 'drop', help: 'leave it out if there is a tag, for a registry that repacks images' },
] as const

export type Digests = (typeof digestTable)[number]['name']

export const digestWords: readonly Digests[] = digestTable.map(({ name }) => name)

/** A mirror, as written by the user. */
export type MirrorSetting = SourceTarget & { readonly digests?: Digests }

/** A rule of a file that serves whole nodes, not this run alone: one that matches nothing is no mistake. */
export type OfNodes = { readonly isOfNodes?: true }

/** The part of a configuration that says where images go, in the words of the flags. */
export type RuleConfig = {
  readonly registry: string | undefined
  readonly layout: Layout
  readonly unmapped: Unmapped
  /** Whether images keep their digest; a mirror may say otherwise for those it takes. */
  readonly digests: Digests
  readonly mirrors: readonly (MirrorSetting & OfNodes)[]
  readonly images: readonly (SourceTarget & OfNodes)[]
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
