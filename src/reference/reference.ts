/**
 * An image reference, in the parts a relocation can change.
 *
 *     reference  := [ registry "/" ] repository [ ":" tag ] [ "@" digest ]
 *
 * `registry` is undefined when the text did not name one; `nginx` and `docker.io/library/nginx` are the same image,
 * written two ways. A value remembers how it was written.
 */
export type Reference = {
  readonly registry: string | undefined
  readonly repository: string
  readonly tag: string | undefined
  readonly digest: string | undefined
}
