import type { Change, Unchanged, OperatorImage, SecretChange } from './entry.ts'
import type { UnknownImage, PodSecrets, SecretSource } from './plan.ts'

/** The input of a summary: the result of one stream. */
export type Counted = {
  readonly changes: readonly Change[]
  readonly unchanged: readonly Unchanged[]
  readonly operatorImages: readonly OperatorImage[]
  readonly unknownImages: readonly UnknownImage[]
  readonly secrets: readonly SecretChange[]
  readonly fields: readonly unknown[]
  readonly pods: () => readonly PodSecrets[]
}

/** What one stream adds to the counts of its run: plain data. */
export type StreamCounts = {
  /** The images of each state, by their keys. */
  readonly images: { readonly [state: string]: readonly string[] }
  readonly unknown: number
  readonly places: number
  readonly objects: number
  readonly secrets: number
  /** Kinds of pods, by where their pull secrets come from. */
  readonly pods: PodCounts
  readonly fields: number
}

export type PodCounts = Readonly<Record<SecretSource, number>>
