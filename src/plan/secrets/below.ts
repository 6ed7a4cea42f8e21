import { partitionPoint } from '../../edit/partition-point.ts'
import { withoutMerges } from '../../yaml/path.ts'

/** Values of one object, sorted by their paths. */
type ByPath<T> = readonly { readonly path: string; readonly index: number; readonly value: T }[]

/** Fewer values are compared one by one. */
const few = 16

const known = new WeakMap<readonly unknown[], ByPath<unknown>>()

/** Whether a path is that of a field or below it. */
export function isBelow(path: string, field: string): boolean {
  return field === '' || path === field || path.startsWith(`${field}/`) || path.startsWith(`${field}[`)
}

/** The fields that a path is below, and its own. */
export function fieldsAbove(path: string): readonly string[] {
  const ends = [...path.matchAll(/[/[]/g)].map(({ index }) => index)
  return ['', ...ends.map(end => path.slice(0, end)), path]
}

/**
 * The values whose path is that of a field or below it, in their order. Thousands of lists of one object may ask for
 * theirs of its thousands of images, so a long list of values is sorted once.
 */
export function allBelow<T>(values: readonly T[], pathOf: (value: T) => string, field: string): readonly T[] {
  const above = withoutMerges(field)
  if (values.length <= few || above === '')
    return values.filter(value => isBelow(withoutMerges(pathOf(value)), above))
  const sorted = (known.get(values) as ByPath<T> | undefined) ?? sortByPath(values, pathOf)
  known.set(values, sorted)
  // What follows `/` and `[` in the order of characters is `0` and `\`.
  const found = [
    ...between(sorted, above, `${above}\0`),
    ...between(sorted, `${above}/`, `${above}0`),
    ...between(sorted, `${above}[`, `${above}\\`),
  ]
  return found.sort((one, other) => one.index - other.index).map(({ value }) => value)
}

function sortByPath<T>(values: readonly T[], pathOf: (value: T) => string): ByPath<T> {
  const all = values.map((value, index) => ({ path: withoutMerges(pathOf(value)), index, value }))
  return all.sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0))
}

function between<T>(sorted: ByPath<T>, from: string, to: string): ByPath<T> {
  const start = partitionPoint(sorted, ({ path }) => path < from)
  return sorted.slice(
    start,
    partitionPoint(sorted, ({ path }) => path < to),
  )
}
