import type { FieldChange } from './values/field-change.ts'
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import { isHook, type Manifest } from '../manifest/manifest.ts'
import type { Place } from '../problem.ts'
import type { Reference } from '../reference/reference.ts'
import type { Rule } from '../rules/ruleset.ts'
import { Field } from '../yaml/field.ts'
import { startOf } from '../yaml/node.ts'
import { read } from '../yaml/reader.ts'
import { streamText } from '../yaml/text.ts'

/** One image and where it goes. */
export type Change = {
  readonly source: Reference
  readonly target: Reference
  /** The image as it was written. */
  readonly written: string
  readonly rule: Rule
  /** The image to copy to the target, where values name another one than the stream. */
  readonly copied?: Reference
  /** The digest that a lock has for the image, where the stream names none; the target has it too where that is pulled. */
  readonly locked?: string
  /** Whether a tag may be missing on purpose: an operator appends its own. */
  readonly isRepository: boolean
  /** The object the image is in. */
  readonly object: ObjectName
  readonly container: string | undefined
  /** The row that led to the image; undefined where it was found by heuristic. */
  readonly spec: FieldSpec | undefined
  readonly place: Place
}

/** What an object is called; an empty kind or name was not written. */
export type ObjectName = Pick<Manifest, 'group' | 'kind' | 'name' | 'namespace'> & {
  /** Whether Helm runs it as a hook, and so makes it anew each time. */
  readonly isHook: boolean
}

/** One image that stays as it is, and why. */
export type Unchanged = {
  readonly source: Reference
  readonly written: string
  readonly why: 'already-there' | 'excluded' | 'no-rules' | 'kept'
  readonly isRepository: boolean
  readonly object: ObjectName
  readonly container: string | undefined
  readonly place: Place
}

/** Pull secrets added to one list. */
export type SecretChange = {
  readonly names: readonly string[]
  readonly object: ObjectName
  /** The row that led to the list; undefined where it was found by heuristic. */
  readonly spec: FieldSpec | undefined
  readonly place: Place
}

/** An alias of a rewritten image that is not an image itself: it is replaced by the text it stood for. */
export type AliasChange = {
  /** The alias as it was written, `*image`. */
  readonly written: string
  /** What is written there now. */
  readonly text: string
  readonly place: Place
}

/** Everything that can ask for a line to change. */
export type Entry = Change | SecretChange | AliasChange | FieldChange | OperatorImage

/** An image that no field of the stream names: an operator will choose it. */
export type OperatorImage = {
  /** The operator, as `cass-operator`, and its version as far as the stream tells. */
  readonly operator: string
  readonly version: string | undefined
  readonly component: string
  readonly source: Reference
  /** Where it goes; undefined when it stays where it is. */
  readonly target: Reference | undefined
  /** The digest that a lock has for the image; the target has it too where the operator pulls by it. */
  readonly locked?: string
  /** Why it stays where it is; absent when it goes, or when no rule fits. */
  readonly why?: Unchanged['why']
  /** Whether the relocated stream makes the operator choose the target. */
  readonly isPinned: boolean
  /** What the knowledge comes from: a link or a file of the operator's repository. */
  readonly fact: string
  /** The object that makes the operator want it. */
  readonly place: Place
}

export function nameOf(manifest: Manifest): ObjectName {
  if (last.manifest === manifest) return last.object
  const { group, kind, name, namespace } = manifest
  const object = { group, kind, name, namespace, isHook: isHook(manifest) }
  last = { manifest, object }
  const { node, inText } = manifest.root
  spans.set(object, { source: inText.source, start: startOf(node), end: node.end })
  return object
}

/** An object that is written like another at other offsets, and called `to` where that one is called `from`. */
export function nameLike(
  object: ObjectName,
  from: string,
  to: string,
  at: (offset: number) => number,
): ObjectName {
  const { group, kind, name, namespace, isHook } = object
  const like = { group, kind, name: name === from ? to : name, namespace, isHook }
  const span = spans.get(object)
  if (span !== undefined) spans.set(like, { ...span, start: at(span.start), end: at(span.end) })
  return like
}

/** What is planned for an object is planned at once. */
let last: { readonly manifest?: Manifest; readonly object: ObjectName } = {
  object: { group: '', kind: '', name: '', namespace: undefined, isHook: false },
}

/** Where objects are written: of many thousands, few are needed with more than their names, and these are read again. */
const spans = new WeakMap<ObjectName, Span>()

type Span = { readonly source: string; readonly start: number; readonly end: number }

/** The value of a label of an object, or else of the pods it makes. */
export function labelOf(object: ObjectName, label: string): string | undefined {
  const root = rootAt(spans.get(object))
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
