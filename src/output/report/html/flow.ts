import type { Report } from '../report.ts'

/** A bar of the drawing: a registry or a component, and how many images pass it. */
export type Bar = {
  readonly name: string
  readonly count: number
  readonly x: number
  readonly y: number
  readonly height: number
}

/** Images that go from one bar to the next: a band from (x1, y1) to (x2, y2), the middle of its ends. */
type Band = {
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly width: number
  /** The place of its source registry among all, for its colour. */
  readonly color: number
}

export type Flow = {
  readonly width: number
  readonly height: number
  readonly columns: readonly (readonly Bar[])[]
  readonly bands: readonly Band[]
}

/** Where the columns are, and what a bar needs: pixels for an image, room for its name, distance to the next. */
export type FlowShape = {
  readonly width: number
  readonly columns: readonly number[]
  readonly hasComponents: boolean
  readonly unit: number
  readonly label: number
  readonly gap: number
}

export const barWidth = 8

/** What no component of K8ssandra is. */
const others = 'other images'

/** How many names a column shows by themselves: more of them are a drawing of several screens. */
const mostNames = 24

/** The images that go somewhere, as a drawing: source registries, families of components on request, targets. */
export function flowOf(report: Report, shape: FlowShape): Flow {
  const ways = waysOf(report, shape.hasComponents)
  const last = shape.columns.length - 1
  const counts = shape.columns.map((_, column) => countsIn(ways, column))
  const names = counts.map((_, column) => orderOf(ways, counts, column))
  const slots = names.map((list, column) =>
    list.map(name => {
      const count = counts[column]?.get(name) ?? 0
      const height = Math.max(count * shape.unit, 3)
      return { name, count, height, slot: Math.max(height, 4) + shape.label + shape.gap }
    }),
  )
  const totals = slots.map(list => list.reduce((sum, { slot }) => sum + slot, 0))
  const height = Math.max(...totals, 0) + shape.gap
  const columns = slots.map((list, column) => {
    let y = (height - (totals[column] ?? 0)) / 2
    return list.map(({ name, count, height: own, slot }): Bar => {
      const top = y + shape.label
      y += slot
      return { name, count, x: shape.columns[column] ?? 0, y: top, height: own }
    })
  })
  const bands = columns
    .slice(0, last)
    .flatMap((bars, column) =>
      bandsBetween(ways, column, bars, columns[column + 1] ?? [], columns[0] ?? [], shape.unit),
    )
  return { width: shape.width, height, columns, bands }
}

/** Images on one way: a registry, perhaps a component, a registry. */
type Way = { readonly stops: readonly string[]; readonly count: number }

/** The ways, each once. */
function waysOf({ images, operatorImages }: Report, hasComponents: boolean): readonly Way[] {
  const ways = [...images, ...operatorImages].flatMap(({ sourceRegistry, component, targetRegistry }) => {
    if (targetRegistry === undefined) return []
    // The marks keep a component or a target apart from a source of the same name.
    const middle = hasComponents ? [`=${component?.split('.')[0] ?? others}`] : []
    return [{ stops: [`<${sourceRegistry}`, ...middle, `>${targetRegistry}`], count: 1 }]
  })
  const distinct = merged(ways)
  const shown = (distinct[0]?.stops ?? []).map((_, column) => shownIn(distinct, column))
  return merged(
    distinct.map(({ stops, count }) => ({
      stops: stops.map((name, column) => shown[column]?.(name) ?? name),
      count,
    })),
  )
}

function merged(ways: readonly Way[]): readonly Way[] {
  const byStops = new Map<string, Way>()
  for (const { stops, count } of ways) {
    const key = stops.join(' ')
    byStops.set(key, { stops, count: count + (byStops.get(key)?.count ?? 0) })
  }
  return [...byStops.values()]
}

/** The name under which a column shows another: its own, or one for all that are too many, those with fewest images. */
function shownIn(ways: readonly Way[], column: number): (name: string) => string {
  const names = byCount(countsIn(ways, column))
  if (names.length <= mostNames) return name => name
  const own = new Set(names.slice(0, mostNames - 1))
  return name => (own.has(name) ? name : `${name.slice(0, 1)}${names.length - own.size} more`)
}

/** How many images pass each name of a column. */
function countsIn(ways: readonly Way[], column: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { stops, count } of ways) {
    const name = stops[column] ?? ''
    counts.set(name, (counts.get(name) ?? 0) + count)
  }
  return counts
}

function byCount(counts: ReadonlyMap<string, number>): readonly string[] {
  return [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1)).map(([name]) => name)
}

/** The names in one column, those with most images first; components by the registry they come from. */
function orderOf(
  ways: readonly Way[],
  counts: readonly ReadonlyMap<string, number>[],
  column: number,
): readonly string[] {
  const names = byCount(counts[column] ?? new Map<string, number>())
  if (column === 0) return names
  const sources = byCount(counts[0] ?? new Map<string, number>())
  const ranks = new Map<string, number>()
  for (const name of names) {
    const from = ways.filter(way => way.stops[column] === name)
    const sum = from.reduce((total, { stops, count }) => total + sources.indexOf(stops[0] ?? '') * count, 0)
    ranks.set(name, sum / Math.max(counts[column]?.get(name) ?? 0, 1))
  }
  return names.toSorted((a, b) => (ranks.get(a) ?? 0) - (ranks.get(b) ?? 0))
}

function bandsBetween(
  ways: readonly Way[],
  column: number,
  from: readonly Bar[],
  to: readonly Bar[],
  sources: readonly Bar[],
  unit: number,
): readonly Band[] {
  const left = new Map(from.map(bar => [bar.name, bar.y]))
  const right = new Map(to.map(bar => [bar.name, bar.y]))
  return from.flatMap(start =>
    to.flatMap(end => {
      const passing = ways.filter(
        ({ stops }) => stops[column] === start.name && stops[column + 1] === end.name,
      )
      return sources.flatMap(({ name }, color) => {
        const count = passing.reduce((sum, way) => (way.stops[0] === name ? sum + way.count : sum), 0)
        if (count === 0) return []
        const width = count * unit
        const [y1, y2] = [left.get(start.name) ?? 0, right.get(end.name) ?? 0]
        left.set(start.name, y1 + width)
        right.set(end.name, y2 + width)
        const ends = { x1: start.x + barWidth, y1: y1 + width / 2, x2: end.x, y2: y2 + width / 2 }
        return [{ ...ends, width, color }]
      })
    }),
  )
}
