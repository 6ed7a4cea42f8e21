import { printable } from '../../reference/quote.ts'
import { type Reference, formatReference } from '../../reference/reference.ts'
import type { ImageList, UnknownLine, ImageLine, ImageState } from './image-line.ts'

export function rowsOf({ lines, unknown }: ImageList, width: Width): readonly (readonly string[])[] {
  return [...lines.map(line => cellsOf(line, width)), ...unknown.map(line => unknownCells(line, width))]
}

/** An image that nothing names has a line of its own: the list is not complete without it. */
function unknownCells({ operator, component, place }: UnknownLine, width: Width): readonly string[] {
  const { file, line, object = '-' } = place
  const where = [file === undefined ? `line ${line ?? 1}` : `${file}:${line ?? 1}`, object, `by ${operator}`]
  return [
    '(unknown)',
    '(unknown)',
    component,
    'operator',
    width === 'short' ? operator : where.join(' '),
  ].map(printable)
}

type Width = 'short' | 'all'

function cellsOf(line: ImageLine, width: Width): readonly string[] {
  const written = (reference: Reference): string => {
    const text = formatReference(reference)
    return width === 'short' ? text.replace(/@([^:]{1,40}:[0-9a-f]{12})[0-9a-f]+$/, '@$1…') : text
  }
  return [
    written(line.source) + (line.isRepository ? ' (tag chosen by the operator)' : ''),
    line.target === undefined
      ? stays[line.state]
      : written(line.target) + (line.isProvided ? ' (provided by you)' : ''),
    line.components.join(',') || '-',
    line.origin,
    width === 'short' ? shortPlaces(line) : placesOf(line).join('; '),
  ].map(printable)
}

function placesOf({ places }: ImageLine): readonly string[] {
  const texts = places.map(({ file, line, object, path, operator }) => {
    const where = [file === undefined ? `line ${line ?? 1}` : `${file}:${line ?? 1}`, object]
    const how = operator === undefined ? path : `by ${operator}`
    return [...where, how].filter(part => part !== undefined && part !== '').join(' ')
  })
  return [...new Set(texts)]
}

function shortPlaces({ places }: ImageLine): string {
  const objects = new Set(places.map(({ object, operator }) => operator ?? object ?? '-'))
  const [first = '-', ...others] = objects
  return others.length === 0 ? first : `${first} (and ${others.length} more)`
}

/** The target column of an image that has none. */
const stays: Record<ImageState, string> = {
  relocated: '-',
  'already-there': '(already there)',
  excluded: '(excluded)',
  'no-rules': '(no rule)',
  kept: '(kept)',
}
