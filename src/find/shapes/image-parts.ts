import { quote } from '../../reference/quote.ts'
import { writeKeys, type Write } from '../../edit/write.ts'
import type { FieldSpec, PartName } from '../../knowledge/fieldspecs/fieldspec.ts'
import { parseReference } from '../../reference/parse.ts'
import type { Reference } from '../../reference/reference.ts'
import { isRefusal, type Refusal } from '../../reference/refusal.ts'
import type { Field } from '../../yaml/field.ts'
import { joinKey } from '../../yaml/path.ts'
import { assemble, type ImageParts } from './coordinates.ts'
import { remarkAt, type Finding, type ImageGroup, type Occurrence, type SecretList } from './finding.ts'
import { placeholderFiller } from './placeholder.ts'
import { digestIn, keyFor, partValues, suffix, tagSuffix, withRoom } from './part-values.ts'
import { possibleParts, readWholeName, wholeName, whyNoImage } from './incomplete-parts.ts'
import { isOwn, siblingsOf, type Siblings } from './siblings.ts'

/** What the operator fills in where a part is missing, and what the parts are called. */
export type PartDefaults = NonNullable<FieldSpec['parts']>

/** An image in parts, read together. */
export type JoinedImage = {
  readonly siblings: Siblings
  readonly row: PartDefaults
  readonly was: ImageParts
  readonly written: string
  readonly reference: Reference | Refusal
}

/**
 * `{registry, repository, name, tag, digest}`. Parts that are missing are read as the operator fills them in, and are
 * written only where the target says something else: a tag is never added to what had none (the CRD's
 * own default has decided that already), and a name the operator chooses by version stays unset.
 */
export function readImageParts(field: Field, row: PartDefaults): readonly Finding[] {
  const siblings = siblingsOf(field)
  if (siblings === undefined || isElsewhere(siblings, row)) return []
  const whole = wholeName(siblings, row)
  if (whole !== undefined) return readWholeName(siblings, row, whole)
  const why = whyNoImage(siblings, row)
  if (why !== undefined) return possibleParts(siblings, row, why)
  const image = joinParts(siblings, row)
  if (image === undefined) return []
  const { written, reference } = image
  if (placeholderFiller(written) !== undefined) {
    const message = `${quote(written)} is left alone: something else fills it in`
    const remedy = 'make sure that what fills it in names the private registry'
    return [{ ...remarkAt(field), code: 'REFERENCE_PLACEHOLDER', message, remedy }]
  }
  if (isRefusal(reference)) {
    const message = `read together, the parts are ${reference.message}`
    return [{ ...remarkAt(field), code: 'REFERENCE_INVALID', message, remedy: reference.remedy }]
  }
  const secret = row.secret === undefined ? [] : [secretOf(field, row.secret)]
  return [occurrenceOfParts(image, reference), ...secret]
}

/** Whether the registry of a row is missing here: then its image is another one of the same name. */
function isElsewhere({ get }: Siblings, { keys, hasRegistry, staysClosed, registry }: PartDefaults): boolean {
  if (hasRegistry !== true || staysClosed !== true || registry !== undefined) return false
  return keys?.registry !== undefined && get(keys.registry) === undefined
}

/** The image that sibling values make; undefined if no part names one and there is no default. */
export function joinParts(siblings: Siblings, asked: PartDefaults): JoinedImage | undefined {
  const row = withRoom(asked, key => siblings.get(key) !== undefined)
  const own = (part: PartName): string | undefined => siblings.get(keyFor(part, row))?.text
  // In a mapping of several images, one that has not even a version is not there.
  const hasVersion = row.tag !== undefined || siblings.get(keyFor('tag', row)) !== undefined
  const isKnown = row.repository !== undefined && (row.keys === undefined || hasVersion)
  if (own('repository') === undefined && own('name') === undefined && !isKnown) return undefined
  const was = wasOf(own, row)
  const written =
    assemble(was) + tagSuffix(own('tag') ?? defaultTag(own, row, was)) + suffix('@', digestIn(own('digest')))
  return { siblings, row, was, written, reference: parseReference(written) }
}

/** One image in parts, which is written as a whole or not at all. */
export function occurrenceOfParts(image: JoinedImage, reference: Reference): Occurrence {
  const { siblings, row, written } = image
  const { owner } = siblings
  // Several images in one mapping are told apart by where their names are.
  const at = ownPart(siblings, row, 'repository') ?? ownPart(siblings, row, 'name') ?? owner
  // Without a name their versions tell them apart; what changes is the mapping.
  const start = at === owner ? (ownPart(siblings, row, 'tag') ?? owner) : at
  const isRepository = reference.tag === undefined && reference.digest === undefined
  return {
    type: 'image',
    text: owner.inText,
    reference,
    written,
    // An alias of a part of another image is a place of its own.
    offset: (start === owner ? (owner.resolved ?? owner.node) : start.node).start,
    get path() {
      return at.path
    },
    container: undefined,
    alias: undefined,
    isRepository,
    write: target => {
      const values = partValues(image, target)
      return values === undefined || isNew(values, siblings, row) ? undefined : siblings.assign(values)
    },
  }
}

/** A part that is written in the mapping itself, where the row names its parts: only then there may be several images. */
function ownPart(siblings: Siblings, row: PartDefaults, part: PartName): Field | undefined {
  const field = row.keys === undefined ? undefined : siblings.get(keyFor(part, row))
  return field?.inText === siblings.owner.inText && isOwn(siblings, field) ? field : undefined
}

/** Images that share a part: `REGISTRY`, and the names of several images that are put after it. */
export function groupParts(images: readonly JoinedImage[]): ImageGroup | undefined {
  const [first] = images
  if (first === undefined) return undefined
  return {
    text: first.siblings.owner.inText,
    write: targets => {
      const values: Record<string, string> = {}
      for (const [index, image] of images.entries()) {
        const target = targets[index]
        if (target === undefined) return undefined
        const own = partValues(image, target)
        if (own === undefined) return undefined
        for (const [key, text] of Object.entries(own)) {
          if ((values[key] ?? text) !== text) return undefined
          values[key] = text
        }
      }
      return first.siblings.assign(values)
    },
  }
}

function wasOf(own: (part: PartName) => string | undefined, row: PartDefaults): ImageParts {
  const name = row.hasName === true ? (own('name') ?? row.name ?? '') : undefined
  const repository = row.hasRepository === false ? undefined : (own('repository') ?? row.repository ?? '')
  if (row.hasRegistry === false) return { registry: undefined, repository, name }
  return { registry: own('registry') ?? row.registry ?? 'docker.io', repository, name }
}

/** The tag of the operator, where nothing else is a version. */
function defaultTag(
  own: (part: PartName) => string | undefined,
  { tag }: PartDefaults,
  was: ImageParts,
): string | undefined {
  const isWhole = /[:@][^/]*$/.test(was.name ?? was.repository ?? '')
  return isWhole || own('digest') !== undefined ? undefined : tag
}

/** Whether a value has no key yet, in a kind whose schema is not known: nothing is invented there. */
function isNew(values: { readonly [key: string]: string }, siblings: Siblings, row: PartDefaults): boolean {
  return row.staysClosed === true && Object.keys(values).some(key => siblings.get(key) === undefined)
}

/** `pullSecretRef: {name}`: room for one secret. */
function secretOf(field: Field, key: string): SecretList {
  const node = field.get(key)
  const name = node?.get('name')?.text
  const { mapping, inText } = field
  return {
    type: 'secrets',
    text: inText,
    offset: mapping?.start ?? field.node.start,
    path: joinKey(field.path, key),
    names: name === undefined || name === '' ? [] : [name],
    account: undefined,
    serves: field.path,
    room: 1,
    add: (names): readonly Write[] => {
      const first = names[0]
      return first === undefined || mapping === undefined
        ? []
        : writeKeys(mapping, { [key]: { name: first } })
    },
  }
}
