import { canonicalName } from '../../../reference/canonical.ts'
import { formatReference, type Reference } from '../../../reference/reference.ts'
import { imageValuesIn, type ValueTree } from './image-value.ts'

/** An image that is to be another one. */
export type Move = { readonly source: Reference; readonly target: Reference }

/** One value to override: the keys that lead to it, its text, and the image it is about. */
export type Override = {
  readonly path: readonly string[]
  readonly text: string
  readonly about: string
}

/** The values that would make a chart render the targets by itself. They are proposals: only a rendering proves them. */
export function proposeOverrides(values: ValueTree, moves: readonly Move[]): readonly Override[] {
  const byName = new Map<string, Move[]>()
  for (const move of moves) {
    const name = canonicalName(move.source)
    byName.set(name, [...(byName.get(name) ?? []), move])
  }
  return imageValuesIn(values).flatMap(({ path, name, fits, write }) => {
    const move = byName.get(name)?.find(({ source }) => fits(source))
    if (move === undefined) return []
    const about = `${formatReference(move.source)} → ${formatReference(move.target)}`
    return Object.entries(write(move.target)).map(([key, text]) => ({
      path: key === '' ? path : [...path, key],
      text,
      about,
    }))
  })
}
