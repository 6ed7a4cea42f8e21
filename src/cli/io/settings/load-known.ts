import { jsonObjectIn, type JsonObject } from '../../../json-object.ts'
import type { Problem } from '../../../problem.ts'
import { parseReference } from '../../../reference/parse.ts'
import { isRefusal } from '../../../reference/refusal.ts'
import type { Relocation } from '../../../rules/collision-finder.ts'
import { dataOf } from '../../../yaml/data.ts'

import { findInputFiles } from '../input/input-file.ts'
import { readSettingsFile } from './settings-file.ts'

type Loaded = { readonly relocations: readonly Relocation[]; readonly problems: readonly Problem[] }

/** An image of a list. An image without a target stays and occupies no target. */
type Listed = { readonly source: string; readonly target: string; readonly line?: number }

/**
 * Reads lists of images that `images` wrote as JSON, YAML or TSV: files, directories of them, or patterns. All problems of all
 * files. What an operator chooses the tag of is in them without one, and is compared so.
 */
export async function loadKnown(names: readonly string[], cwd: string): Promise<Loaded> {
  const { files, problems: lost } = await findInputFiles(names, { cwd })
  const read = files.map(({ absolute, name }) =>
    relocationsIn(readSettingsFile(absolute, name, 'list'), name),
  )
  return {
    relocations: read.flatMap(({ relocations }) => relocations),
    problems: [
      ...lost.map(problem => ({ ...problem, code: 'CONFIG_UNREADABLE' }) as const),
      ...read.flatMap(({ problems }) => problems),
    ],
  }
}

function relocationsIn(file: ReturnType<typeof readSettingsFile>, name: string): Loaded {
  if ('problem' in file) return { relocations: [], problems: [file.problem] }
  const listed = imagesIn(file.text)
  if (listed === undefined) return fault(name, 'not a list of images of k8ssandra-relocate')
  const relocations: Relocation[] = []
  for (const { source, target, line } of listed) {
    const [from, to] = [parseReference(source), parseReference(target)]
    if (isRefusal(from) || isRefusal(to)) return fault(name, 'a list with a name that is not an image', line)
    const place = { file: name, ...(line === undefined ? {} : { line }) }
    relocations.push({ source: from, target: to, place })
  }
  return { relocations, problems: [] }
}

function imagesIn(text: string): readonly Listed[] | undefined {
  return /^\uFEFF?source\ttarget(?:\t|\r?$)/m.test(text.split('\n', 1)[0] ?? '')
    ? rowsIn(text)
    : entriesIn(text)
}

/** The rows of a TSV; a target in parentheses says why there is none. */
function rowsIn(text: string): readonly Listed[] | undefined {
  const rows = text
    .split(/\r?\n/)
    .map((row, index) => ({ cells: row.split('\t'), line: index + 1 }))
    .slice(1)
    .filter(({ cells }) => cells.join('') !== '')
  if (rows.some(({ cells }) => cells.length < 2)) return undefined
  return rows.flatMap(({ cells: [source = '', target = ''], line }) =>
    target === '-' || target.startsWith('(')
      ? []
      : { source: source.replace(/ \(.*$/, ''), target: target.replace(/ \(.*$/, ''), line },
  )
}

function entriesIn(text: string): readonly Listed[] | undefined {
  const value = (jsonOf(text) ?? dataOf(text)) as
    { readonly kind?: unknown; readonly images?: unknown } | null | undefined
  const images: unknown = value?.kind === 'ImageList' ? value.images : undefined
  return Array.isArray(images) && images.every(isEntry) ? images.flatMap(withTarget) : undefined
}

/** A list of 100,000 places is more than the reader of YAML takes, and nothing for one of JSON. */
function jsonOf(text: string): JsonObject | undefined {
  return /^\uFEFF?\s*\{/.test(text) ? jsonObjectIn(text.replace(/^\uFEFF/, '')) : undefined
}

type Entry = { readonly source: string; readonly target?: string }

/** An image that is relocated has a target, or the list was cut. */
function isEntry(value: unknown): value is Entry {
  const { source, target, state } = (value ?? {}) as Partial<Record<keyof Entry | 'state', unknown>>
  if (typeof source !== 'string') return false
  return target === undefined ? state !== 'relocated' : typeof target === 'string'
}

function withTarget({ source, target }: Entry): readonly Listed[] {
  return target === undefined ? [] : [{ source, target }]
}

function fault(file: string, message: string, line?: number): Loaded {
  const remedy = 'write it with: k8ssandra-relocate images -o json'
  const place = { file, ...(line === undefined ? {} : { line }) }
  return { relocations: [], problems: [{ code: 'CONFIG_UNREADABLE', message, remedy, place }] }
}
