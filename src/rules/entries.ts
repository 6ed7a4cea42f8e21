import type { Reference } from '../reference/reference.ts'
import type { Selector } from './match-subject.ts'
import type { Pattern } from './syntax/pattern.ts'
import type { Prefix } from './syntax/prefix.ts'
import type { MirrorSource } from './syntax/source.ts'
import type { Rule } from './rule.ts'
import type { Digests } from './rule-config.ts'

export type ImageRule = { readonly rule: Rule; readonly source: Selector; readonly target: Reference }
export type MirrorRule = {
  readonly rule: Rule
  readonly source: MirrorSource
  readonly target: Prefix
  readonly digests: Digests | undefined
}
export type ExcludeRule = { readonly rule: Rule; readonly pattern: Pattern }
export type BlockedRule = { readonly rule: Rule; readonly source: MirrorSource }
type RegistryRule = { readonly rule: Rule; readonly target: Prefix }

/** The rules of a configuration, each read and sound in itself. */
export type Entries = {
  readonly images: readonly ImageRule[]
  readonly mirrors: readonly MirrorRule[]
  readonly excludes: readonly ExcludeRule[]
  readonly blocked: readonly BlockedRule[]
  readonly registry: RegistryRule | undefined
}
