import { isHook, type Manifest } from '../manifest/manifest.ts'
import type { WordLike } from '../manifest/place.ts'
import { Field } from '../yaml/field.ts'
import { startOf } from '../yaml/node.ts'
import { read } from '../yaml/reader.ts'
import { streamText } from '../yaml/text.ts'

/** What an object is called; an empty kind or name was not written. */
export type ObjectName = Pick<Manifest, 'group' | 'kind' | 'name' | 'namespace'> & {
  /** Whether Helm runs it as a hook, and so makes it anew each time. */
  readonly isHook: boolean
}

/** What a manifest is called. Of one manifest in a row it is the same object. */
export function nameOf(manifest: Manifest): ObjectName {
  if (last.manifest === manifest) return last.object
  const { group, kind, name, namespace } = manifest
  const { node, inText } = manifest.root
  const span = { source: inText.source, start: startOf(node), end: node.end }
  const object = new WrittenObject({ group, kind, name, namespace, isHook: isHook(manifest) }, span)
  last = { manifest, object }
  return object
}

/** An object that is written like another at other offsets, with other words. */
export function nameLike(object: ObjectName, word: WordLike, at: (offset: number) => number): ObjectName {
  const like = { ...object, name: word(object.name) }
  const span = WrittenObject.spanOf(object)
  return span === undefined
    ? like
    : new WrittenObject(like, { source: span.source, start: at(span.start), end: at(span.end) })
}

/** An object, and where it is written: of many thousands, few are needed with more than their names, and these are read again. */
class WrittenObject implements ObjectName {
  readonly group: string
  readonly kind: string
  readonly name: string
  readonly namespace: string | undefined
  readonly isHook: boolean
  readonly #source: string
  readonly #start: number
  readonly #end: number

  constructor({ group, kind, name, namespace, isHook: isOfHook }: ObjectName, { source, start, end }: Span) {
    this.group = group
    this.kind = kind
    this.name = name
    this.namespace = namespace
    this.isHook = isOfHook
    this.#source = source
    this.#start = start
    this.#end = end
  }

  static spanOf(object: ObjectName): Span | undefined {
    return #source in object ? { source: object.#source, start: object.#start, end: object.#end } : undefined
  }
}

/** What is planned for an object is planned at once. */
let last: { readonly manifest?: Manifest; readonly object: ObjectName } = {
  object: { group: '', kind: '', name: '', namespace: undefined, isHook: false },
}

type Span = { readonly source: string; readonly start: number; readonly end: number }

/** The value of a label of an object, or else of the pods it makes. */
export function labelValueOf(object: ObjectName, label: string): string | undefined {
  const root = rootAt(WrittenObject.spanOf(object))
  const spec = root?.get('spec')
  const template = spec?.get('template') ?? spec?.get('jobTemplate')?.get('spec')?.get('template')
  const [value] = [root, template].flatMap(
    owner => owner?.get('metadata')?.get('labels')?.get(label)?.text ?? [],
  )
  return value
}

function rootAt(span: Span | undefined): Field | undefined {
  if (span === undefined) return undefined
  const { source, start, end } = span
  const reading = read(source, start, end)
  const root = 'roots' in reading ? reading.roots[0] : undefined
  return root === undefined ? undefined : Field.of(streamText(source), root)
}
