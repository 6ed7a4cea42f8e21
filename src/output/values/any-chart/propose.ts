import { canonicalName } from '../../../reference/canonical.ts'
import { formatReference, type Reference } from '../../../reference/reference.ts'
import { imageValuesIn, type ValuePath, type ValueTree } from './image-value.ts'

/** An image that is to be another one. */
export type Move = { readonly source: Reference; readonly target: Reference }

/** One value to override: the keys that lead to it, the value, and the images it is about. */
export type Override = {
  readonly path: readonly string[]
  /** A list is written whole: Helm replaces lists, and merges mappings only. */
  readonly value: string | readonly unknown[]
  readonly about: readonly string[]
}

type Edit = { readonly path: ValuePath; readonly text: string; readonly about: string }

/** The values that would make a chart render the targets itself. They are proposals: only a rendering confirms them. */
export function proposeOverrides(values: ValueTree, moves: readonly Move[]): readonly Override[] {
  const byName = new Map<string, Move[]>()
  for (const move of moves) {
    const name = canonicalName(move.source)
    byName.set(name, [...(byName.get(name) ?? []), move])
  }
  const edits = imageValuesIn(values).flatMap(({ path, name, fits, write }): readonly Edit[] => {
    const move = byName.get(name)?.find(({ source }) => fits(source))
    if (move === undefined) return []
    return Object.entries(write(move.target)).map(([key, text]) => ({
      path: key === '' ? path : [...path, key],
      text,
      about: aboutMove(move),
    }))
  })
  const lists = new Map<string, Edit[]>()
  const overrides = edits.flatMap((edit): readonly Override[] => {
    const { path, text, about } = edit
    if (path.every(key => typeof key === 'string')) return [{ path, value: text, about: [about] }]
    const key = JSON.stringify(keysOf(path))
    lists.set(key, [...(lists.get(key) ?? []), edit])
    return []
  })
  return [...overrides, ...[...lists.values()].map(own => wholeList(own, values))]
}

export function aboutMove({ source, target }: Move): string {
  return `${formatReference(source)} → ${formatReference(target)}`
}

/** The keys in front of the first index. */
function keysOf(path: ValuePath): readonly string[] {
  const first = path.findIndex(key => typeof key === 'number')
  return path.slice(0, first).map(String)
}

/** A list of the chart with other images in it. */
function wholeList(edits: readonly Edit[], values: ValueTree): Override {
  const path = keysOf(edits[0]?.path ?? [])
  const root = { list: structuredClone(valueAt(values, path)) }
  for (const edit of edits) {
    const below: ValuePath = ['list', ...edit.path.slice(path.length)]
    const holder = valueAt(root, below.slice(0, -1)) as Record<string | number, unknown>
    holder[below.at(-1) ?? ''] = edit.text
  }
  return { path, value: root.list as readonly unknown[], about: edits.map(({ about }) => about) }
}

function valueAt(values: unknown, path: ValuePath): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<string | number, unknown>)[key], values)
}
