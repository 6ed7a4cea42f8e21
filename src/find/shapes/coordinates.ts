import type { Reference } from '../../reference/reference.ts'

/** An image in parts, as operators write it; they assemble `registry/repository/name`. */
export type ImageParts = {
  readonly registry: string
  readonly repository: string
  /** Undefined where the schema has no such part: the repository is the whole path then. */
  readonly name: string | undefined
}

/** `registry/repository/name`, without the parts that are empty. */
export function assemble(coordinates: ImageParts): string {
  return [coordinates.registry, coordinates.repository, coordinates.name]
    .filter(part => part !== undefined && part !== '')
    .join('/')
}

/**
 * A target, in the parts that make the operator assemble exactly it. The repository stays as it was where the target
 * ends with it, and the prefix of the target goes into the registry; else the registry is the host alone.
 *
 * Undefined when the parts cannot say it: an empty repository would be taken for a missing one and filled in.
 */
export function divide(target: Reference, was: ImageParts): ImageParts | undefined {
  const segments = [
    ...(target.registry === undefined ? [] : [target.registry]),
    ...target.repository.split('/'),
  ]
  const name = was.name === undefined ? undefined : segments.pop()
  const path = segments.join('/')
  if (was.repository !== '' && path.endsWith(`/${was.repository}`)) {
    return { registry: path.slice(0, -was.repository.length - 1), repository: was.repository, name }
  }
  const slash = path.indexOf('/')
  if (slash < 0) return undefined
  return { registry: path.slice(0, slash), repository: path.slice(slash + 1), name }
}
