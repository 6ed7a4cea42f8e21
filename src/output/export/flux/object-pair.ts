import { splitStream } from '../../../manifest/stream.ts'
import type { Problem } from '../../../problem.ts'
import { printable } from '../../../reference/quote.ts'
import { Field } from '../../../yaml/field.ts'
import { read } from '../../../yaml/reader.ts'
import { streamText } from '../../../yaml/text.ts'
import { inexpressible, type RelocatedText } from '../export-target.ts'
import type { Json } from './json-patch.ts'

/** An object of a release, before and after the relocation. */
export type ObjectPair = {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly name: string
  readonly namespace: string | undefined
  readonly before: Json
  readonly after: Json
}

type Manifest = {
  readonly apiVersion?: unknown
  readonly kind?: unknown
  readonly metadata?: { readonly name?: unknown; readonly namespace?: unknown } | null
  readonly items?: readonly Json[]
}

/** The objects of streams, those in lists one by one; what changes and cannot be read is a problem. */
export function pairObjects(streams: readonly RelocatedText[]): {
  readonly pairs: readonly ObjectPair[]
  readonly problems: readonly Problem[]
} {
  const pairs: ObjectPair[] = []
  const problems: Problem[] = []
  for (const { input, output } of streams) {
    const after = splitStream(output).map(document => output.slice(document.start, document.end))
    splitStream(input).forEach((document, at) => {
      const text = input.slice(document.start, document.end)
      const relocated = after[at] ?? text
      const [old, changed] = [readObject(text), readObject(relocated)]
      if (old === undefined || changed === undefined) {
        if (text !== relocated) problems.push(unreadable(text))
      } else pairs.push(...pairsOf(old, changed))
    })
  }
  return { pairs, problems }
}

/** The content of a document, as Kubernetes reads it; a scalar is its text, whatever type it has: only texts ever change. */
function readObject(text: string): Json | undefined {
  const reading = read(text)
  if ('fault' in reading) return undefined
  const [root] = reading.roots
  return root === undefined ? null : jsonOf(Field.of(streamText(text), root))
}

function jsonOf(field: Field | undefined, depth = 0): Json {
  if (field === undefined || depth > mostDeep) return null
  if (field.sequence !== undefined) return field.items.map(item => jsonOf(item, depth + 1))
  if (field.mapping === undefined) return field.text ?? null
  const keys = new Set(keysOf(field))
  return Object.fromEntries([...keys].map(key => [key, jsonOf(field.get(key), depth + 1)]))
}

/** Aliases may make a document deeper than it is written. */
const mostDeep = 100

/** The keys of a mapping and of what is merged into it. */
function keysOf(field: Field, depth = 0): readonly string[] {
  if (depth > mostDeep) return []
  return field.entries.flatMap(([key, value]) => {
    if (key !== '<<') return [key]
    return (value.sequence === undefined ? [value] : value.items).flatMap(merged => keysOf(merged, depth + 1))
  })
}

function pairsOf(before: Json, after: Json): readonly ObjectPair[] {
  const { apiVersion, kind, metadata, items } = (after ?? {}) as Manifest
  if (typeof kind !== 'string' || typeof apiVersion !== 'string') return []
  if (kind.endsWith('List') && Array.isArray(items)) {
    const old = (before as Manifest).items ?? []
    return items.flatMap((item: Json, at) => pairsOf(old[at] ?? null, item))
  }
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]
  const name = typeof metadata?.name === 'string' ? metadata.name : ''
  const namespace = typeof metadata?.namespace === 'string' ? metadata.namespace : undefined
  return [{ group: group ?? '', version: version ?? '', kind, name, namespace, before, after }]
}

function unreadable(text: string): Problem {
  const line = text.split('\n').find(one => /^\s+name:/.test(one)) ?? ''
  return inexpressible(
    `a document that changes cannot be read (${printable(line.trim())})`,
    'correct the chart, or relocate where the release is rendered',
  )
}
