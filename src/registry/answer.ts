/**
 * The answer of a registry about an image, or why there is none. Messages are one line without a final stop, safe to show.
 *
 * - `missing`: the registry answers, and has no such repository, tag, digest or platform.
 * - `forbidden`: the registry answers, and refuses.
 * - `unreachable`: there was no usable answer: no connection, no trust, an error of the server, or the deadline.
 * - `contradictory`: the registry sent something else than it announced or than was requested.
 */
export type NoImage = {
  readonly kind: 'missing' | 'forbidden' | 'unreachable' | 'contradictory'
  readonly message: string
  readonly remedy: string
}

/** An image that a registry has. */
export type PresentImage = {
  readonly kind: 'present'
  readonly digest: string
  readonly mediaType: string
  /** For which platforms, as in `linux/amd64`. */
  readonly platforms: readonly string[]
  /** What a person should know although the image can be pulled. */
  readonly notes: readonly string[]
}

/** The tags of a repository. */
export type TagList = { readonly kind: 'tags'; readonly tags: readonly string[] }

export function isNoImage<Other extends { readonly kind: string }>(
  answer: Other | NoImage,
): answer is NoImage {
  return ['missing', 'forbidden', 'unreachable', 'contradictory'].includes(answer.kind)
}
