import type { Occurrence } from './finding.ts'

/** An occurrence with some things otherwise. `{...found}` would lose what a class has for all its objects. */
export function changed(found: Occurrence, changes: Partial<Occurrence>): Occurrence {
  const { type, text, reference, written, offset, path, container, alias, isRepository } = found
  const { parent, group, fixed, isOptional, pulled } = found
  return {
    type,
    text,
    reference,
    written,
    offset,
    path,
    container,
    alias,
    isRepository,
    ...(parent === undefined ? {} : { parent }),
    ...(group === undefined ? {} : { group }),
    ...(fixed === undefined ? {} : { fixed }),
    ...(isOptional === undefined ? {} : { isOptional }),
    ...(pulled === undefined ? {} : { pulled }),
    write: target => found.write(target),
    ...changes,
  }
}
