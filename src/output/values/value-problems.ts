import type { ChartName, Component } from '../../knowledge/charts/component.ts'
import type { Unchanged } from '../../plan/entry.ts'
import type { Problem } from '../../problem.ts'
import { printable } from '../../reference/quote.ts'
import { type Reference, formatReference } from '../../reference/reference.ts'

/** An image of a stream, and where it is. */
export type PlacedImage = Pick<Unchanged, 'source' | 'written' | 'object' | 'container' | 'place'>

export function missing(
  { place, written }: PlacedImage,
  target: Reference,
  chart: ChartName,
  row: Component | undefined,
): Problem {
  const who = row === undefined ? 'this image' : row.component
  return {
    code: 'VALUE_MISSING',
    message: `the chart ${chart} has no value that makes ${who} (${printable(written)}) ${printable(formatReference(target))}`,
    remedy: 'relocate it with the post-renderer, or change the template',
    place,
  }
}

export function ambiguous(
  { place }: PlacedImage,
  target: Reference,
  row: Component,
  before: string,
): Problem {
  return {
    code: 'VALUE_MISSING',
    message: `${row.component} has one value, ${row.values}, for two images: ${printable(before)} and ${printable(formatReference(target))}`,
    remedy: 'the first one is used; relocate the other with the post-renderer',
    place,
  }
}
