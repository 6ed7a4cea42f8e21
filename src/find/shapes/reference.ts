import { scalarText } from '../../edit/text.ts'
import { quote } from '../../reference/quote.ts'
import { parseReference } from '../../reference/parse.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import type { Field } from '../../yaml/field.ts'
import { isNull } from '../../yaml/scalar.ts'
import { typeOf } from '../../yaml/scalar-type.ts'
import type { Text } from '../../yaml/text.ts'
import type { Finding, Occurrence, Remark } from './finding.ts'
import { placeholderFiller } from './placeholder.ts'

/** Schemes in front of an image, which stay: artifacts of Flux and Argo CD, disks that CDI and KubeVirt pull. */
const scheme = /^(?:oci|docker):\/\//

/**
 * A whole scalar that is one reference: `registry/repository:tag@digest`, behind `oci://` or `docker://` if need be.
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
  if (!isRefusal(reference)) return [occurrenceOf(field, text, start, written, { isRepository, reference })]
  const { message, remedy } = reference
  return [{ ...remarkAt(field), code: 'REFERENCE_INVALID', message, remedy }]
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

/** A repository whose tag is elsewhere, or the operator's choice: a reference that never gets a tag. */
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
    message: `${quote(written)} is left alone: ${filler} fills it in`,
    remedy: 'make sure that what fills it in names the private registry',
  }
}

/** An occurrence that replaces `written` at `offset` of a scalar's text. The caller has parsed it. */
export function occurrenceOf(
  field: Field,
  text: Text,
  offset: number,
  written: string,
  origin: {
    readonly reference: Reference
    readonly container?: Field | undefined
    readonly isRepository?: boolean
  },
): Occurrence {
  const { reference, container, isRepository = false } = origin
  return {
    type: 'image',
    text,
    reference,
    written,
    offset,
    get path() {
      return field.path
    },
    get container() {
      return container?.get('name')?.text
    },
    alias: field.node.type === 'alias' ? field.node : undefined,
    isRepository,
    write: target => [{ start: offset, end: offset + written.length, text: formatReference(target) }],
  }
}

function remarkAt(field: Field): Pick<Remark, 'type' | 'text' | 'offset' | 'path'> {
  return { type: 'remark', text: field.inText, offset: field.node.start, path: field.path }
}

/** A block scalar ends with a line break that is no part of the image. */
function withoutEnd(text: string): string {
  return text.replace(/(?<!\n)\n+$/, '')
}
