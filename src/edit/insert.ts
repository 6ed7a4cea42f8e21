import { isBlank, isBreak } from '../yaml/character.ts'
import { lastMerge } from '../yaml/merge.ts'
import { isBeforeTab } from '../yaml/quote.ts'
import type { Mapping, Node, Scalar, Sequence } from '../yaml/node.ts'
import { replaceScalar } from '../yaml/replace.ts'
import { sharedText } from '../yaml/shared-text.ts'
import type { Edit } from './edit.ts'
import { isJson } from './json-style.ts'
import { printBlock, printFlow, type Data } from './print.ts'

/**
 * Add keys to a mapping, in its style and indentation. Undefined when the mapping has no room: a single pair in a flow
 * list (`[a: b]`).
 *
 * In a block the keys go first, right below the line that opens the mapping, so that every comment stays next to what
 * it is about; with `last`, after the last value. In a mapping with merges (`<<`) they go after the last one, which
 * would replace them otherwise.
 */
export function insertPairs(
  source: string,
  mapping: Mapping,
  pairs: { readonly [key: string]: Data },
  last = false,
): Edit | undefined {
  if (mapping.flow) return insertFlowPairs(source, mapping, pairs)
  const lines = printBlock(pairs, mapping.column)
  if (last) return insertBehind(source, mapping.end, lines)
  const merge = lastMerge(source, mapping)
  if (merge !== undefined) return insertBehind(source, merge.value.end, lines)
  const start = lineStart(source, mapping.pairs[0]?.start ?? mapping.start)
  const offset = start + mapping.column
  if (!isIndentation(source, start, offset)) {
    // On the line of a dash: the new key takes the place of the first, which moves down.
    const lineBreak = lineBreakAt(source, offset)
    const text = [...lines, ''].join(lineBreak).slice(mapping.column) + ' '.repeat(mapping.column)
    return { start: offset, end: offset, text }
  }
  let opening = start
  while (opening > 0 && isAside(source, lineStart(source, opening - 1)))
    opening = lineStart(source, opening - 1)
  if (opening === 0) {
    const top = source.startsWith('\uFEFF') ? 1 : 0
    return { start: top, end: top, text: [...lines, ''].join(lineBreakAt(source, 0)) }
  }
  return insertBehind(source, breakStart(source, opening), lines)
}

/** Add items after the last one of a list, in its style and indentation. */
export function appendItems(source: string, sequence: Sequence, items: readonly Data[]): Edit {
  if (!sequence.flow) return insertBehind(source, sequence.end, printBlock(items, sequence.column))
  const last = sequence.items.at(-1)
  const at = sequence.items.at(-1)?.end ?? sequence.start + 1
  const json = isJson(source, sequence) || isBeforeTab(source, at)
  const text = items.map(item => printFlow(item, json)).join(', ')
  if (last === undefined) return { start: at, end: at, text }
  // After `[name:` a comma would become part of the text.
  const gap = isUnwritten(last) ? ' ' : ''
  return { start: at, end: at, text: `${gap}, ${text}` }
}

/** Whether nothing is written for a node, or for the value of the single pair that it is. */
function isUnwritten(node: Node): boolean {
  const value = node.type === 'mapping' ? node.pairs.at(-1)?.value : node
  return value?.type === 'scalar' && value.start === value.end && node.end === value.end
}

/** Give a value to a key that has none (`key:`, `key: null`, `{key}`). A tag, which says that it is null, goes. */
export function fillNull(source: string, scalar: Scalar, data: Data, isJson = false): Edit {
  const json = isJson || (scalar.flow && isBeforeTab(source, scalar.end))
  const isEmpty = scalar.start === scalar.end
  // Blanks between a tag and a comment belong to neither.
  const gap = isEmpty && source.charAt(scalar.end) === '#' ? ' ' : ''
  if (scalar.tag !== undefined) return replaceScalar(source, scalar, printFlow(data, json) + gap)
  if (isEmpty && !scalar.flow && scalar.anchor === undefined) {
    const column = questionMarkColumn(source, scalar.start)
    const line = lineBreakAt(source, scalar.start) + ' '.repeat(column ?? 0)
    if (column !== undefined)
      return { start: scalar.start, end: scalar.end, text: `${line}: ${printFlow(data, json)}` }
  }
  const isBareKey =
    isEmpty &&
    scalar.flow &&
    scalar.anchor === undefined &&
    scalar.tag === undefined &&
    source.charAt(scalar.start - 1) !== ':'
  const space = isBareKey ? ': ' : isEmpty && !isBlank(source.charCodeAt(scalar.start - 1)) ? ' ' : ''
  return { start: scalar.start, end: scalar.end, text: space + printFlow(data, json) + gap }
}

/** Column of the `?` of an explicit key (`? key`) that ends at an offset; undefined when it is no such key. */
function questionMarkColumn(source: string, end: number): number | undefined {
  let start = lineStart(source, end)
  const line = source.slice(start, end).trimEnd()
  if (line === '' || line.endsWith(':')) return undefined
  const column = /^ *(?=\?[ \t])/.exec(line)?.[0].length
  // The key may be below its sign, with comments between.
  while (column === undefined && start > 0) {
    const end = start
    start = lineStart(source, end - 1)
    const above = source.slice(start, end).replace(/#.*/, '').trim()
    if (above === '?') return source.slice(start, end).indexOf('?')
    if (above !== '') return undefined
  }
  return column
}

function insertFlowPairs(
  source: string,
  mapping: Mapping,
  pairs: { readonly [key: string]: Data },
): Edit | undefined {
  if (source.charAt(mapping.start) !== '{') return undefined
  const opening = mapping.start + 1
  const first = mapping.pairs[0]
  const merge = lastMerge(source, mapping)
  const json = isJson(source, mapping) || isBeforeTab(source, merge?.value.end ?? opening)
  const text = printFlow(pairs, json).slice(1, -1)
  if (first === undefined) return { start: opening, end: opening, text }
  if (merge !== undefined) return { start: merge.value.end, end: merge.value.end, text: `, ${text}` }
  let start = first.start
  while (start > opening && isBlank(source.charCodeAt(start - 1))) start--
  if (start === opening || !isBreak(source.charCodeAt(start - 1))) {
    return { start: opening, end: opening, text: `${text}, ` }
  }
  // The first key has a line of its own, and so does what is added.
  const offset = first.start
  return {
    start: offset,
    end: offset,
    text: `${text},${lineBreakAt(source, offset)}${source.slice(start, offset)}`,
  }
}

/** Whole lines after the line that `offset` is on, or after the block scalar that ends there. */
function insertBehind(source: string, offset: number, lines: readonly string[]): Edit {
  let at = offset
  if (isBreak(source.charCodeAt(at - 1)) && offset > 0) {
    const before = breakStart(source, at)
    // A blank line at the end belongs to a scalar that keeps its line breaks: stay after it.
    if (isBreak(source.charCodeAt(before - 1)))
      return { start: at, end: at, text: [...lines, ''].join(lineBreakAt(source, at)) }
    at = before
  } else {
    while (at < source.length && !isBreak(source.charCodeAt(at))) at++
  }
  const lineBreak = at < source.length ? lineBreakFrom(source, at) : lineBreakAt(source, at)
  return { start: at, end: at, text: sharedText(lineBreak + lines.join(lineBreak)) }
}

/** The line break that starts at `at`: lines that go in front of it end as the line after which they go. */
function lineBreakFrom(source: string, at: number): string {
  return source.startsWith('\r\n', at) ? '\r\n' : '\n'
}

/** A line with nothing on it, or only a comment. */
function isAside(source: string, start: number): boolean {
  let position = start
  while (isBlank(source.charCodeAt(position))) position++
  return source.charAt(position) === '#' || isBreak(source.charCodeAt(position))
}

function isIndentation(source: string, start: number, end: number): boolean {
  for (let position = start; position < end; position++)
    if (!isBlank(source.charCodeAt(position))) return false
  return true
}

function lineStart(source: string, offset: number): number {
  while (offset > 0 && !isBreak(source.charCodeAt(offset - 1))) offset--
  return offset
}

/** Where the line break that ends at `end` starts. */
function breakStart(source: string, end: number): number {
  return source.charCodeAt(end - 1) === 0x0a && source.charCodeAt(end - 2) === 0x0d ? end - 2 : end - 1
}

/** How lines end around here: as the line before `offset` does, else the one after it. */
function lineBreakAt(source: string, offset: number): string {
  let at = source.lastIndexOf('\n', offset - 1)
  if (at < 0) at = source.indexOf('\n', offset)
  return at > 0 && source.charAt(at - 1) === '\r' ? '\r\n' : '\n'
}
