import type { Manifest } from '../manifest/manifest.ts'
import type { Document } from '../manifest/stream.ts'
import { Field } from '../yaml/field.ts'
import { read } from '../yaml/reader.ts'
import type { Text } from '../yaml/text.ts'
import { aroundRoot, withEvidence } from './around.ts'
import { candidatesIn } from './candidates/candidate.ts'
import type { Collector } from './collector.ts'
import { defaultsIn, longestDefault } from './schema-text.ts'
import type { Walker } from './walk.ts'

/** A definition is not read as a whole: only its defaults and its annotations. */
export function readDefinition(
  walker: Walker,
  collector: Collector,
  text: Text,
  { start, end, body }: Document,
): void {
  const content = text.source.slice(start, end)
  const name = nameIn(content)
  const nothing: Manifest = {
    root: Field.of(text, { type: 'mapping', start, end: start, flow: false, column: 0, pairs: [] }),
    group: 'apiextensions.k8s.io',
    version: 'v1',
    kind: 'CustomResourceDefinition',
    name,
    namespace: undefined,
  }
  const around = aroundRoot(nothing, undefined, 0)
  const spec = content.indexOf('\nspec:')
  const head =
    spec < 0 || candidatesIn(content.slice(0, spec)).length === 0
      ? undefined
      : read(text.source, body, start + spec)
  if (head !== undefined && 'roots' in head)
    for (const root of head.roots) {
      const annotations = Field.of(text, root).get('metadata')?.get('annotations')
      if (annotations !== undefined) walker.visit(annotations, 'annotations', around)
    }
  const inner = withEvidence(around, { isDefault: true })
  for (const { property, path, ...range } of defaultsIn(content)) {
    if (collector.isFull) return collector.refuse(start)
    if (range.end - range.start >= longestDefault)
      collector.refuseDefault(text.toStream(start + range.start), name, path)
    const reading = read(text.source, start + range.start, start + range.end)
    if ('roots' in reading)
      for (const root of reading.roots) walker.visit(Field.of(text, root, path), property, inner)
  }
}

/** The name of a definition, from the text of its metadata: in a block of any indentation, or between braces. */
function nameIn(content: string): string {
  const start = content.search(/^["']?metadata["']?:/m)
  if (start < 0) return ''
  const length = content.slice(start).search(/\n[^ \t\r\n#]/)
  const metadata = content.slice(start, length < 0 ? undefined : start + length)
  if (/^[^\n{#]*\{/.test(metadata))
    return /[{,]\s*["']?name["']?[ \t]*:[ \t]*["']?([\w.-]+)/.exec(metadata)?.[1] ?? ''
  const indent = /\n([ \t]+)[^ \t\r\n#]/.exec(metadata)?.[1] ?? ''
  for (const line of metadata.split('\n')) {
    const name = /^["']?name["']?[ \t]*:[ \t]*["']?([\w.-]+)/.exec(line.slice(indent.length))?.[1]
    if (name !== undefined && line.startsWith(indent)) return name
  }
  return ''
}
