import { scalarText } from '../../edit/text.ts'
import { quote } from '../../reference/quote.ts'
import { parseReference } from '../../reference/parse.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import { isRefusal, type Refusal } from '../../reference/refusal.ts'
import { schemePattern } from '../../reference/scheme.ts'
import type { Field } from '../../yaml/field.ts'
import { isNull } from '../../yaml/scalar.ts'
import { typeOf } from '../../yaml/scalar-type.ts'
import type { Alias } from '../../yaml/alias.ts'
import { sharedText } from '../../yaml/shared-text.ts'
import type { Text } from '../../yaml/text.ts'
import { remarkAt, type Finding, type Occurrence, type Remark } from './finding.ts'
import { placeholderFiller } from './placeholder.ts'

const scheme = new RegExp(schemePattern)

/**
 * A whole scalar that is one reference: `registry/repository:tag@digest`, after `oci://` or `docker://` if need be.
 * Empty and null fields hold no image; a text that is none is a fault.
 */
export function readReference(field: Field, isRepository = false): readonly Finding[] {
  const scalar = field.resolved
  if (scalar?.type !== 'scalar' || isNull(field.inText.source, scalar)) return []
  const type = typeOf(field.inText.source, scalar)
  if (type !== 'text') return [notText(field, type)]
  const text = scalarText(field.inText, scalar)
  const whole =
    scalar.style === 'literal' || scalar.style === 'folded' ? withoutEnd(text.source) : text.source
  const start = scheme.exec(whole)?.[0].length ?? 0
  const written = whole.slice(start)
  if (written === '') return []
  const filled = placeholderAt(field, written)
  if (filled !== undefined) return [filled]
  const reference = parseReference(written)
  return isRefusal(reference)
    ? [invalidReference(field, reference)]
    : [occurrenceOf(field, text, start, written, { isRepository, reference })]
}

/** A text in the place of an image that is no reference. */
export function invalidReference(field: Field, { message, remedy }: Refusal): Remark {
  return { ...remarkAt(field), code: 'REFERENCE_INVALID', message, remedy }
}

/** An image that Kubernetes reads as something else than text. */
export function notText(field: Field, type: string): Remark {
  return {
    ...remarkAt(field),
    code: 'REFERENCE_INVALID',
    message: `${quote(field.text ?? '')} is a ${type} to Kubernetes, and no image`,
    remedy: 'put it in quotes',
  }
}

/** A repository whose tag is in another field, or the operator's choice: a reference that never gets a tag. */
export function readRepository(field: Field): readonly Finding[] {
  return readReference(field, true)
}

/** What to say of a placeholder; undefined when the text is none. */
export function placeholderAt(field: Field, written: string): Remark | undefined {
  const filler = placeholderFiller(written)
  if (filler === undefined) return undefined
  return {
    ...remarkAt(field),
    code: 'REFERENCE_PLACEHOLDER',
    message: `${quote(written)} is left as it is: ${filler} fills it in`,
    remedy: 'make sure that what fills it in names the private registry',
  }
}

/** What an occurrence in a text is made from, besides the text. */
type Origin = {
  readonly reference: Reference
  readonly container?: Field | undefined
  readonly isRepository?: boolean
  /** The container whose own image this is. */
  readonly parent?: Field | undefined
  readonly fixed?: string | undefined
  readonly remedy?: string | undefined
}

/** An occurrence that replaces `written` at `offset` of a scalar's text. The caller has parsed it. */
export function occurrenceOf(
  field: Field,
  text: Text,
  offset: number,
  written: string,
  origin: Origin,
): Occurrence {
  return new WrittenImage(field, text, offset, written, origin)
}

/** A class, because an object with functions of its own for every image of a stream takes time and memory. */
class WrittenImage implements Occurrence {
  readonly type = 'image'
  readonly text: Text
  readonly reference: Reference
  readonly written: string
  readonly offset: number
  readonly alias: Alias | undefined
  readonly isRepository: boolean
  declare readonly parent?: Field
  declare readonly fixed?: string
  declare readonly remedy?: string
  private readonly field: Field
  private readonly containerField: Field | undefined

  constructor(field: Field, text: Text, offset: number, written: string, origin: Origin) {
    this.text = text
    this.reference = origin.reference
    this.written = sharedText(written)
    this.offset = offset
    this.alias = field.node.type === 'alias' ? field.node : undefined
    this.isRepository = origin.isRepository === true
    if (origin.parent !== undefined) this.parent = origin.parent
    if (origin.fixed !== undefined) this.fixed = origin.fixed
    if (origin.remedy !== undefined) this.remedy = origin.remedy
    this.field = field
    this.containerField = origin.container
  }

  get path(): string {
    return this.field.path
  }

  get container(): string | undefined {
    const name = this.containerField?.textAt('name')
    return name === undefined ? undefined : sharedText(name)
  }

  write(target: Reference): ReturnType<Occurrence['write']> {
    if (this.fixed !== undefined) return undefined
    const { offset, written } = this
    return [{ start: offset, end: offset + written.length, text: sharedText(formatReference(target)) }]
  }
}

/** A block scalar ends with a line break that is not a part of the image. */
function withoutEnd(text: string): string {
  return text.replace(/(?<!\n)\n+$/, '')
}
