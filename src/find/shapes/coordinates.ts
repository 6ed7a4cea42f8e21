import type { Reference } from '../../reference/reference.ts'

/** An image in parts, as operators write it: they assemble `registry/repository/name`. Undefined if there is no such part. */
export type ImageParts = {
  readonly registry: string | undefined
  readonly repository: string | undefined
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
 * Undefined when the parts cannot express it: an empty repository would be taken for a missing one and filled in.
 */
export function divide(target: Reference, was: ImageParts): ImageParts | undefined {
  const whole = [target.registry, target.repository].filter(part => part !== undefined).join('/')
  const name = was.name === undefined ? undefined : nameIn(whole, was.name)
  const path = name === undefined ? whole : whole.slice(0, -name.length - 1)
  if (was.registry === undefined && was.repository === undefined)
    return path === whole && name === whole ? { ...was, name } : undefined
  if (was.registry === undefined) return { registry: undefined, repository: path, name }
  if (was.repository === undefined)
    return path === '' ? undefined : { registry: path, repository: undefined, name }
  if (was.repository !== '' && path.endsWith(`/${was.repository}`))
    return { registry: path.slice(0, -was.repository.length - 1), repository: was.repository, name }
  const slash = path.indexOf('/')
  if (slash < 0) return undefined
  return { registry: path.slice(0, slash), repository: path.slice(slash + 1), name }
}

/** The name as it was where the target ends with it, else the last component. */
function nameIn(whole: string, was: string): string {
  return was !== '' && whole.endsWith(`/${was}`) ? was : whole.slice(whole.lastIndexOf('/') + 1)
}
