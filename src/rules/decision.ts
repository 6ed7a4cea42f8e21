import type { Reference } from '../reference/reference.ts'
import type { Rule } from './rule.ts'

/** The decision about one reference. */
export type Decision =
  | { readonly kind: 'relocated'; readonly target: Reference; readonly rule: Rule }
  | {
      readonly kind: 'unchanged'
      readonly why: 'already-there' | 'excluded' | 'no-rules' | 'kept'
      /** `kept`: no rule takes the image, and such images are to stay. `rule` is the exclusion, or the rule under whose target the image already is. */
      readonly rule?: Rule
    }
  /** There are rules, but none says where this image goes. */
  | {
      readonly kind: 'unmapped'
      /** The rule that forbids to pull it from where it is. */
      readonly rule?: Rule
    }
  /** A rule takes the image, but the result is not a reference; message and remedy are those of a problem. */
  | { readonly kind: 'impossible'; readonly message: string; readonly remedy: string; readonly rule: Rule }

/** One rule that was considered for a reference, in the order of consideration. The last step that matched decided. */
export type TraceStep = {
  /** `already-there` asks whether the reference is under the target of the rule; the others ask the rule itself. */
  readonly question: 'image' | 'excluded' | 'already-there' | 'blocked' | 'mirror' | 'registry'
  readonly rule: Rule
  readonly matched: boolean
  /** A sentence without a final stop. */
  readonly why: string
}
