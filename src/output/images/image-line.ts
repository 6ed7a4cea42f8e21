import type { Place } from '../../problem.ts'
import type { CanonicalReference } from '../../reference/canonical.ts'
import type { Reference } from '../../reference/reference.ts'
import type { ImagePlace } from './image-place.ts'

/**
 * Why an image is where it is, or goes where it goes.
 *
 * - `relocated`: a rule sends it to its target.
 * - `already-there`: it is under the target, or has the name it is to have.
 * - `excluded`: an exclusion keeps it where it is.
 * - `no-rules`: there are no rules.
 * - `kept`: no rule takes it, and such images are kept.
 */
export type ImageState = 'relocated' | 'already-there' | 'excluded' | 'no-rules' | 'kept'

/** One image of one or more streams: a line of the list, and of a copy job. */
export type ImageLine = {
  /** With registry, and `library/` on Docker Hub; tag and digest as written. */
  readonly source: CanonicalReference
  /** As the relocated manifests name it; undefined for what stays where it is. */
  readonly target: Reference | undefined
  readonly state: ImageState
  /** A repository whose tag the operator appends: its version is not in the stream. */
  readonly isRepository: boolean
  /**
   * A rule or a values file gives the target another tag, digest or name than the source has: what is pulled there is an
   * image of your own, and no copy of the source.
   */
  readonly isProvided: boolean
  /** The names of the documentation; empty for images that are not part of the stack. */
  readonly components: readonly string[]
  /** In a field of the stream, or chosen by an operator alone. */
  readonly origin: 'explicit' | 'operator'
  readonly places: readonly ImagePlace[]
}

/** An image that an operator chooses, and nothing in the run names: its version, or what it is configured with, is missing. */
export type UnknownLine = {
  readonly operator: string
  readonly component: string
  readonly container: string
  readonly place: Place
}

/** What a cluster will pull. */
export type ImageList = {
  readonly lines: readonly ImageLine[]
  readonly unknown: readonly UnknownLine[]
}
