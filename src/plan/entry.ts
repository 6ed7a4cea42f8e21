import type { FieldChange } from './values/field-change.ts'
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import type { Place } from '../problem.ts'
import type { Reference } from '../reference/reference.ts'
import type { Rule } from '../rules/ruleset.ts'
import type { ObjectName } from './object-name.ts'

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
  readonly object: ObjectName
  readonly place: Place
}
