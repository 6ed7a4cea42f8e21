/** What an image is called, and how text from outside is printed. */

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

/** The text of a reference: `formatReference(parseReference(text)) === text` for every text that parses. */
export function formatReference(reference: Reference): string {
  return formatName(reference) + formatVersion(reference)
}

/** Registry and repository as written, without tag and digest. */
export function formatName(reference: Pick<Reference, 'registry' | 'repository'>): string {
  return reference.registry === undefined
    ? reference.repository
    : `${reference.registry}/${reference.repository}`
}

/** What follows the name: `:tag`, `@digest`, both or nothing. */
export function formatVersion(reference: Pick<Reference, 'tag' | 'digest'>): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`
  return reference.digest === undefined ? tag : `${tag}@${reference.digest}`
}
