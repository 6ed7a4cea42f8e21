import type { FieldSpec } from '../../knowledge/fieldspecs/fieldspec.ts'
import type { CopyWrite, Write } from '../../edit/write.ts'
import type { SecretProvider } from '../../knowledge/accounts.ts'
import type { Text } from '../../yaml/text.ts'
import type { ProblemCode } from '../../problem.ts'
import type { Reference } from '../../reference/reference.ts'
import type { Field } from '../../yaml/field.ts'
import type { Sequence } from '../../yaml/node.ts'
import type { Alias } from '../../yaml/alias.ts'

/** What can be found. */
export type Finding = Occurrence | Possible | SecretList | Remark

/** Where a finding is in its stream. */
export function streamOffsetOf({ text, offset }: Pick<Finding, 'text' | 'offset'>): number {
  return text.toStream(offset)
}

/** One image found in one place. */
export type Occurrence = {
  readonly type: 'image'
  readonly text: Text
  readonly reference: Reference
  /** The image as written in the text. */
  readonly written: string
  /** Where it is, in `text.source`; two findings at one offset are one. */
  readonly offset: number
  readonly path: string
  /** The container whose image, argument or variable it is. */
  readonly container: string | undefined
  /** The container itself, when the image is its own: where what belongs to the image has its place. */
  readonly parent?: Field
  /** When the field holds an alias: what was written there. */
  readonly alias: Alias | undefined
  /** Whether a tag may be missing on purpose: the operator appends its own. */
  readonly isRepository: boolean
  /** Images that are written together, because they share a field. */
  readonly group?: { readonly shared: ImageGroup; readonly index: number }
  /** Why it stays as it is written, whatever the rules: it is an image, and where it is nothing is changed. */
  readonly fixed?: string
  /** What in a configuration makes it one that is moved: a clause. */
  readonly remedy?: string | undefined
  /** Whether it is only a warning when the target cannot be expressed in the way it is written. */
  readonly isOptional?: boolean
  /** What is pulled once the target is written, where an operator puts it together in another way than the image. */
  readonly pulled?: (target: Reference) => Reference
  /** The changes that put the target into `text`; undefined when the way it is written cannot express it. */
  readonly write: (target: Reference) => readonly Write[] | undefined
}

/** Images that share fields: what is changed in those depends on where all of them go. */
export type ImageGroup = {
  readonly text: Text
  /**
   * The changes of the shared fields, given each member's target in order (undefined for one that stays); undefined
   * when the fields cannot express it.
   */
  readonly write: (targets: readonly (Reference | undefined)[]) => readonly GroupWrite[] | undefined
}

/** A change of shared fields, and the members it serves; all of them when it does not say. */
type GroupWrite = Write & { readonly members?: readonly number[] }

/** A list of pull secrets, or the place where one belongs. */
export type SecretList = {
  readonly type: 'secrets'
  readonly text: Text
  readonly offset: number
  readonly path: string
  /** Names that are there already. */
  readonly names: readonly string[]
  /** The list itself, where there is one. */
  readonly list?: Sequence
  /** Where the list is another's too, by an alias or a merge: the write that gives this place its names and those `added`. */
  readonly share?: {
    readonly alias: Alias | undefined
    readonly write: (added: readonly string[]) => CopyWrite
  }
  /** The service account whose secrets a non-empty list here hides; undefined for a list of an account itself. */
  readonly account: string | undefined
  /** The field below which images are pulled with these secrets; undefined where pods of other objects get them. */
  readonly serves: string | undefined
  /** Whether nothing but its name says that this is a list of pull secrets: without an image it is left alone. */
  readonly isGuess?: boolean
  /** Whether the list has to be created. */
  readonly isMissing?: boolean
  /** What an operator takes these secrets from, for the pods it makes. */
  readonly provider?: SecretProvider
  /** Names that the operator itself gives the pods: here they would be duplicates. */
  readonly supplied?: readonly string[]
  /** How many secrets fit; undefined if there is no limit. */
  readonly room?: number
  /** The changes that append the names, in this order. */
  readonly add: (names: readonly string[]) => readonly Write[]
}

/** A text that may name an image, and stays as it is. */
export type Possible = {
  readonly type: 'possible'
  readonly text: Text
  /** As it is written; of the text that holds it, nothing else is shown. */
  readonly written: string
  /** The image it would name; undefined if that is unknown. */
  readonly reference: Reference | undefined
  /** The doubt, as a clause. */
  readonly why: string
  /** Whether it is one as soon as a rule names exactly this image. */
  readonly isNameable?: boolean
  /** Whether it is a registry alone. */
  readonly isRegistry?: boolean
  /** How its parts are called, where they are what is found. */
  readonly parts?: NonNullable<FieldSpec['parts']>
  readonly offset: number
  readonly path: string
}

/** Something a person should know about this place. */
export type Remark = {
  readonly type: 'remark'
  readonly code: ProblemCode
  readonly message: string
  readonly remedy: string
  readonly text: Text
  readonly offset: number
  readonly path: string
}

/** The place of a remark about a field. */
export function remarkAt({
  inText: text,
  node,
  path,
}: Field): Pick<Remark, 'type' | 'text' | 'offset' | 'path'> {
  return { type: 'remark', text, offset: node.start, path }
}
