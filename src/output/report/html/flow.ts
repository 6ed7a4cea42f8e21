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
export type Band = {
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

/** The images that go somewhere, as a drawing: source registries, families of components on request, targets. */
export function flowOf(report: Report, shape: FlowShape): Flow {
  const ways = waysOf(report, shape.hasComponents)
  const last = shape.columns.length - 1
  const names = shape.columns.map((_, column) => orderOf(ways, column))
  const heightOf = (count: number): number => Math.max(count * shape.unit, 3)
  const slots = names.map(list =>
    list.map(name => {
      const height = heightOf(ways.filter(way => way.stops.includes(name)).length)
      return { name, height, slot: Math.max(height, 4) + shape.label + shape.gap }
    }),
  )
  const totals = slots.map(list => list.reduce((sum, { slot }) => sum + slot, 0))
  const height = Math.max(...totals, 0) + shape.gap
  const columns = slots.map((list, column) => {
    let y = (height - (totals[column] ?? 0)) / 2
    return list.map(({ name, height: own, slot }): Bar => {
      const top = y + shape.label
      y += slot
      const count = ways.filter(way => way.stops[column] === name).length
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

/** One image on its way: a registry, perhaps a component, a registry. */
type Way = { readonly stops: readonly string[] }

function waysOf({ images, operatorImages }: Report, hasComponents: boolean): readonly Way[] {
  return [...images, ...operatorImages].flatMap(({ sourceRegistry, component, targetRegistry }) => {
    if (targetRegistry === undefined) return []
    // The marks keep a component or a target apart from a source of the same name.
    const middle = hasComponents ? [`=${component?.split('.')[0] ?? others}`] : []
    return { stops: [`<${sourceRegistry}`, ...middle, `>${targetRegistry}`] }
  })
}

/** The names in one column, those with most images first; components by the registry they come from. */
function orderOf(ways: readonly Way[], column: number): readonly string[] {
  const counts = new Map<string, number>()
  for (const { stops } of ways) counts.set(stops[column] ?? '', (counts.get(stops[column] ?? '') ?? 0) + 1)
  const byCount = Array.from(counts.keys()).sort(
    (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || (a < b ? -1 : 1),
  )
  if (column === 0) return byCount
  const sources = orderOf(ways, 0)
  const rank = (name: string): number => {
    const from = ways.filter(way => way.stops[column] === name)
    return from.reduce((sum, way) => sum + sources.indexOf(way.stops[0] ?? ''), 0) / Math.max(from.length, 1)
  }
  return byCount.toSorted((a, b) => rank(a) - rank(b))
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
        const count = passing.filter(({ stops }) => stops[0] === name).length
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
