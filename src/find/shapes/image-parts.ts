import { quote } from '../../reference/quote.ts'
import { writeKeys, type Write } from '../../edit/write.ts'
import type { FieldSpec, PartName } from '../../knowledge/fieldspecs/fieldspec.ts'
import { parseReference } from '../../reference/parse.ts'
import type { Reference } from '../../reference/reference.ts'
import { isRefusal, type Refusal } from '../../reference/refusal.ts'
import type { Field } from '../../yaml/field.ts'
import { joinKey } from '../../yaml/path.ts'
import { assemble, divide, type ImageParts } from './coordinates.ts'
import type { Finding, ImageGroup, Occurrence, SecretList } from './finding.ts'
import { placeholderFiller } from './placeholder.ts'
import { siblingsOf, type Siblings } from './siblings.ts'

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
  const image = siblings === undefined ? undefined : joinParts(siblings, row)
  if (image === undefined) return []
  const { written, reference } = image
  const remark = { type: 'remark', text: field.inText, offset: field.node.start, path: field.path } as const
  if (placeholderFiller(written) !== undefined) {
    const message = `${quote(written)} is left alone: something else fills it in`
    const remedy = 'make sure that what fills it in names the private registry'
    return [{ ...remark, code: 'REFERENCE_PLACEHOLDER', message, remedy }]
  }
  if (isRefusal(reference)) {
    const message = `read together, the parts are ${reference.message}`
    return [{ ...remark, code: 'REFERENCE_INVALID', message, remedy: reference.remedy }]
  }
  const secret = row.secret === undefined ? [] : [secretOf(field, row.secret)]
  return [occurrenceOfParts(image, reference), ...secret]
}

/** The image that sibling values make; undefined when nobody wrote a part that names one and there is no default. */
export function joinParts(siblings: Siblings, asked: PartDefaults): JoinedImage | undefined {
  const row = withRoom(asked, key => siblings.get(key) !== undefined)
  const own = (part: PartName): string | undefined => siblings.get(keyFor(part, row))?.text
  if (own('repository') === undefined && own('name') === undefined && row.repository === undefined)
    return undefined
  const was = wasOf(own, row)
  const written = assemble(was) + suffix(':', own('tag')) + suffix('@', digestIn(own('digest')))
  return { siblings, row, was, written, reference: parseReference(written) }
}

/** One image in parts, which is written as a whole or not at all. */
export function occurrenceOfParts(image: JoinedImage, reference: Reference): Occurrence {
  const { siblings, row, written } = image
  const { owner } = siblings
  // Several images in one mapping are told apart by where their names are.
  const named =
    image.row.keys === undefined
      ? undefined
      : (siblings.get(keyFor('repository', image.row)) ?? siblings.get(keyFor('name', image.row)))
  const at = named?.inText === owner.inText ? named : owner
  const isRepository = reference.tag === undefined && reference.digest === undefined
  return {
    type: 'image',
    text: owner.inText,
    reference,
    written,
    offset: (at.resolved ?? at.node).start,
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

/** Images that share a part: `REGISTRY`, and the names of several images that are put behind it. */
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

/** The texts of the parts that make the target, as far as they differ from what is written. */
export function partValues(
  { siblings, row, was }: JoinedImage,
  target: Reference,
): { readonly [key: string]: string } | undefined {
  const parts = divide(target, was)
  if (parts === undefined) return undefined
  const own = (part: PartName): string | undefined => siblings.get(keyFor(part, row))?.text
  if (parts.name !== was.name && row.nameStaysUnset === true && own('name') === undefined) return undefined
  const values: Record<string, string> = {}
  const set = (part: PartName, value: string | undefined, before: string | undefined): void => {
    if (value !== undefined && value !== before) values[keyFor(part, row)] = value
  }
  set('registry', parts.registry, own('registry'))
  set('repository', parts.repository, was.repository)
  set('name', parts.name, was.name)
  // Tag and digest differ from what was written only when an exact rule says so.
  set('tag', target.tag, own('tag'))
  if (target.digest !== digestIn(own('digest'))) set('digest', target.digest, own('digest'))
  return values
}

/** The key of a part. */
export function keyFor(part: PartName, { keys, hasRegistry }: PartDefaults): string {
  if (part === 'registry' && hasRegistry === false) return ''
  return keys?.[part] ?? part
}

/** Where a row does not say which parts there are, those that are written are all. */
function withRoom(row: PartDefaults, isWritten: (key: string) => boolean): PartDefaults {
  const { hasRegistry, hasName, ...rest } = row
  return {
    ...rest,
    hasRegistry: hasRegistry ?? (row.registry !== undefined || isWritten(keyFor('registry', row))),
    hasName: hasName ?? (row.name !== undefined || isWritten(keyFor('name', row))),
  }
}

function wasOf(own: (part: PartName) => string | undefined, row: PartDefaults): ImageParts {
  const name = row.hasName === true ? (own('name') ?? row.name ?? '') : undefined
  const repository = row.hasRepository === false ? undefined : (own('repository') ?? row.repository ?? '')
  if (row.hasRegistry === false) return { registry: undefined, repository, name }
  return { registry: own('registry') ?? row.registry ?? 'docker.io', repository, name }
}

/** Whether a value has no key yet, in a kind whose schema is not known: nothing is invented there. */
function isNew(values: { readonly [key: string]: string }, siblings: Siblings, row: PartDefaults): boolean {
  return row.staysClosed === true && Object.keys(values).some(key => siblings.get(key) === undefined)
}

/** Some operators write the digest without its algorithm. */
function digestIn(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9a-f]{64}$/.test(text) ? `sha256:${text}` : text
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

function suffix(sign: string, text: string | undefined): string {
  return text === undefined || text === '' ? '' : sign + text
}
