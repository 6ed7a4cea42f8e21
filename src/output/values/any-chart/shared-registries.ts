import { partOfKey } from '../../../knowledge/images/part-rows.ts'
import { canonical } from '../../../reference/canonical.ts'
import { formatName } from '../../../reference/reference.ts'
import { isTree, type ValueTree } from './image-value.ts'
import { aboutMove, type Move, type Override } from './propose.ts'

/**
 * Registries that may count for several images, such as `global.imageRegistry`, each with what these images would need there.
 * Whether a chart reads one for an image, only a rendering tells.
 */
export function sharedRegistries(values: ValueTree, moves: readonly Move[]): readonly Override[] {
  const prefixes = new Map<string, string[]>()
  for (const move of moves)
    for (const prefix of prefixesOf(move))
      prefixes.set(prefix, [...(prefixes.get(prefix) ?? []), aboutMove(move)])
  return registriesIn(values).flatMap(path =>
    [...prefixes].map(([value, about]) => ({ path, value, about: [...new Set(about)] })),
  )
}

/** What is in front of the path of an image in its target, as the path is written and in full. */
function prefixesOf({ source, target }: Move): readonly string[] {
  const name = formatName(target)
  const paths = [source.repository, canonical(source).repository, source.repository.split('/').at(-1) ?? '']
  return [...new Set(paths.filter(path => name.endsWith(`/${path}`)))].map(path =>
    name.slice(0, -path.length - 1),
  )
}

/** The paths of all values that are called a registry; those nearest to the root first. */
function registriesIn(values: ValueTree): readonly (readonly string[])[] {
  const found: (readonly string[])[] = []
  const visit = (node: ValueTree, path: readonly string[]): void => {
    for (const [key, value] of Object.entries(node)) {
      const isRegistry = partOfKey(key)?.part === 'registry'
      if (isRegistry && (typeof value === 'string' || value === null)) found.push([...path, key])
      else if (isTree(value)) visit(value, [...path, key])
    }
  }
  visit(values, [])
  return found.toSorted((one, other) => one.length - other.length)
}
