import { barWidth, flowOf, type Bar, type Flow, type FlowShape } from './flow.ts'
import { escapeHtml } from '../markup.ts'
import type { Report } from '../report.ts'
import { counted } from '../../../summary.ts'

/** For wide pages: registries at the sides with their names outside, families of components in the middle. */
const wide: FlowShape = {
  width: 960,
  columns: [170, 440, 750],
  hasComponents: true,
  unit: 7,
  label: 0,
  gap: 13,
}

/** For phones: names above the bars, no components. */
const narrow: FlowShape = {
  width: 340,
  columns: [2, 330],
  hasComponents: false,
  unit: 5,
  label: 20,
  gap: 12,
}

/** Longer names are cut in the drawing; the whole name is shown when pointed at, and is in the table. */
const longestName = 25

/** The way of the images as a figure, drawn for wide pages and for phones; nothing when no image goes anywhere. */
export function drawing(report: Report): string {
  const flow = flowOf(report, wide)
  if (flow.bands.length === 0) return ''
  const small = flowOf(report, narrow)
  const [sources = [], , targets = []] = flow.columns
  const list = (bars: readonly Bar[]): string =>
    bars.map(({ name, count }) => `${name.slice(1)} (${count})`).join(', ')
  const caption = `From ${list(sources)} to ${list(targets)}.`
  return `<figure class="card flow">
<div class="wide">${svgOf(flow, 'wide')}</div>
<div class="narrow">${svgOf(small, 'narrow')}</div>
<figcaption>${escapeHtml(caption)}</figcaption>
</figure>`
}

function svgOf({ width, height, columns, bands }: Flow, kind: 'wide' | 'narrow'): string {
  const size = `viewBox="0 0 ${width} ${round(height)}"`
  const paths = bands.map(({ x1, y1, x2, y2, width: stroke, color }) => {
    const middle = round((x1 + x2) / 2)
    const way = `M${x1} ${round(y1)}C${middle} ${round(y1)} ${middle} ${round(y2)} ${x2} ${round(y2)}`
    return `<path class="band c${color % 6}" d="${way}" stroke-width="${round(stroke)}"/>`
  })
  const bars = columns.flatMap((column, index) =>
    column.map((bar, place) =>
      barOf(bar, index === 0 ? `c${place % 6}` : 'target', labelAt(bar, index, columns.length, kind)),
    ),
  )
  return `<svg ${size} aria-hidden="true" focusable="false">${paths.join('')}${bars.join('')}</svg>`
}

type Label = { readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' }

function labelAt(bar: Bar, column: number, columns: number, kind: 'wide' | 'narrow'): Label {
  const isFirst = column === 0
  if (kind === 'narrow') {
    const x = isFirst ? bar.x : bar.x + barWidth
    return { x, y: bar.y - 6, anchor: isFirst ? 'start' : 'end' }
  }
  const y = bar.y + bar.height / 2 + 4
  if (isFirst) return { x: bar.x - 8, y, anchor: 'end' }
  return { x: bar.x + barWidth + (column === columns - 1 ? 8 : 6), y, anchor: 'start' }
}

function barOf({ name, count, x, y, height }: Bar, color: string, label: Label): string {
  const whole = name.slice(1)
  const shown = whole.length > longestName ? `${whole.slice(0, 12)}…${whole.slice(-12)}` : whole
  return `<g><title>${escapeHtml(`${whole}: ${counted(count, 'image')}`)}</title><rect class="bar ${color}" x="${x}" y="${round(y)}" width="${barWidth}" height="${round(height)}" rx="2"/><text x="${label.x}" y="${round(label.y)}" text-anchor="${label.anchor}">${escapeHtml(shown)} <tspan class="count">${count}</tspan></text></g>`
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
