import { quote } from '../../reference/quote.ts'
import { scalarText } from '../../edit/text.ts'
import type { Text } from '../../yaml/text.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { parseReference } from '../../reference/parse.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import { resolve, type Alias, type Node } from '../../yaml/node.ts'
import { textOf } from '../../yaml/lookup.ts'
import { isNull } from '../../yaml/scalar.ts'
import { typeOf } from '../../yaml/scalar-type.ts'
import type { Finding, Occurrence, Site } from './finding.ts'
import { placeholderFiller } from './placeholder.ts'

/** How sure we are that the field holds an image: a `certain` field that holds something else is a fault. */
export type Likelihood = 'certain' | 'likely'

/**
 * A whole scalar that is one reference: `registry/repository:tag@digest`. Empty and null fields hold no image.
 * In a `likely` field only what has a path, a tag or a digest counts as one.
 */
export function readReference(
  site: Site,
  certainty: Likelihood,
  container?: string,
  isRepository = false,
): readonly Finding[] {
  const scalar = resolve(site.node)
  if (scalar?.type !== 'scalar' || isNull(site.text.source, scalar)) return []
  const type = typeOf(site.text.source, scalar)
  if (type !== 'text') return certainty === 'likely' ? [] : [notText(site, type)]
  const text = scalarText(site.text, scalar)
  const written = trimBlock(text.source, scalar.style)
  if (written === '') return []
  const remark = { type: 'remark', text: site.text, offset: site.node.start, path: site.path } as const
  const filler = placeholderFiller(written)
  if (filler !== undefined) {
    return [
      {
        ...remark,
        code: 'REFERENCE_PLACEHOLDER',
        message: `${quote(written)} is left alone: ${filler} fills it in`,
        remedy: 'make sure that what fills it in names the private registry',
      },
    ]
  }
  const reference = parseReference(written)
  if (isRefusal(reference)) {
    if (certainty === 'likely') return []
    return [
      {
        ...remark,
        code: 'REFERENCE_INVALID',
        message: reference.message,
        remedy: reference.remedy,
      },
    ]
  }
  if (certainty === 'likely' && !isSpelledOut(written)) return []
  return [occurrenceOf(text, 0, written, site.path, { node: site.node, container, isRepository, reference })]
}

/** An image that Kubernetes reads as something else than text. */
function notText({ text, node, path }: Site, type: string): Finding {
  return {
    type: 'remark',
    code: 'REFERENCE_INVALID',
    message: `${quote(textOf(text.source, node) ?? '')} is a ${type} to Kubernetes, and no image`,
    remedy: 'put it in quotes',
    text,
    offset: node.start,
    path,
  }
}

/** A repository whose tag stands elsewhere, or is the operator's choice: a reference that never gets a tag. */
export function readRepository(site: Site): readonly Finding[] {
  return readReference(site, 'certain', undefined, true)
}

/** An occurrence that replaces `written` at `offset` of a scalar's text. The caller has parsed it. */
export function occurrenceOf(
  text: Text,
  offset: number,
  written: string,
  path: string,
  origin: { node: Node; container?: string | undefined; isRepository?: boolean; reference?: Reference },
): Occurrence {
  const reference = origin.reference ?? parseReference(written)
  if (isRefusal(reference)) throw new TypeError(`not a reference: ${written}`)
  return {
    type: 'image',
    text,
    reference,
    written,
    offset,
    path,
    container: origin.container,
    alias: aliasOf(origin.node),
    isRepository: origin.isRepository ?? false,
    write: target => [{ start: offset, end: offset + written.length, text: formatReference(target) }],
  }
}

/** Whether a text has a path, a tag or a digest: a bare word is only an image where an image is certain. */
export function isSpelledOut(text: string): boolean {
  return text.includes('/') || text.includes(':') || text.includes('@')
}

function aliasOf(node: Node): Alias | undefined {
  return node.type === 'alias' ? node : undefined
}

/** A block scalar ends with a line break that is no part of the image. */
function trimBlock(text: string, style: string): string {
  return style === 'literal' || style === 'folded' ? text.replace(/(?<!\n)\n+$/, '') : text
}
