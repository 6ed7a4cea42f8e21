import { quote } from '../../reference/quote.ts'
import { writeKeys, type Write } from '../../edit/write.ts'
import { pairOf, textAt } from '../../yaml/lookup.ts'
import { joinKey } from '../../yaml/path.ts'
import type { FieldSpec, PartName } from '../../knowledge/fieldspecs/fieldspec.ts'
import { parseReference } from '../../reference/parse.ts'
import type { Reference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { resolve, type Mapping } from '../../yaml/node.ts'
import { assemble, divide, type ImageParts } from './coordinates.ts'
import type { Finding, SecretList, Site } from './finding.ts'
import { placeholderFiller } from './placeholder.ts'

/** What the operator fills in where a part is missing. */
export type PartDefaults = NonNullable<FieldSpec['parts']>

/**
 * `{registry, repository, name, tag, digest}`. Parts that are missing are read as the operator fills them in, and are
 * written only where the target says something else: a tag is never added to what had none (FIELDMAP §2.4: the CRD's
 * own default has decided that already), and a name the operator chooses by version stays unset.
 */
export function readImageParts(site: Site, row: PartDefaults): readonly Finding[] {
  const mapping = resolve(site.node)
  if (mapping?.type !== 'mapping') return []
  const { source } = site.text
  const defaults = withRoom(row, key => textAt(source, mapping, key) !== undefined)
  const own = (part: PartName): string | undefined => textAt(source, mapping, keyFor(part, defaults))
  // Without any part that a person wrote and any default there is no image here.
  if (own('repository') === undefined && own('name') === undefined && defaults.repository === undefined)
    return []
  const was = wasOf(own, defaults)
  const written = assemble(was) + suffix(':', own('tag')) + suffix('@', own('digest'))
  const path = site.path
  const remark = { type: 'remark', text: site.text, offset: mapping.start, path } as const
  if (placeholderFiller(written) !== undefined) {
    const message = `${quote(written)} is left alone: something else fills it in`
    return [
      {
        ...remark,
        code: 'REFERENCE_PLACEHOLDER',
        message,
        remedy: 'make sure that what fills it in names the private registry',
      },
    ]
  }
  const reference = parseReference(written)
  if (isRefusal(reference)) {
    const message = `read together, the parts are ${reference.message}`
    return [{ ...remark, code: 'REFERENCE_INVALID', message, remedy: reference.remedy }]
  }
  const image: Finding = {
    type: 'image',
    text: site.text,
    reference,
    written,
    offset: mapping.start,
    path,
    container: undefined,
    alias: undefined,
    isRepository: own('tag') === undefined && own('digest') === undefined,
    write: target => writeParts(source, mapping, was, target, defaults),
  }
  const secret = defaults.secret === undefined ? [] : [secretOf(site, mapping, defaults.secret)]
  return [image, ...secret]
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

function keyFor(part: PartName, { keys, hasRegistry }: PartDefaults): string {
  if (part === 'registry' && hasRegistry === false) return ''
  return keys?.[part] ?? part
}

function wasOf(own: (part: PartName) => string | undefined, defaults: PartDefaults): ImageParts {
  const name = defaults.hasName === true ? (own('name') ?? defaults.name ?? '') : undefined
  const repository = own('repository') ?? defaults.repository ?? ''
  if (defaults.hasRegistry === false) return { registry: '', repository, name }
  return { registry: own('registry') ?? defaults.registry ?? 'docker.io', repository, name }
}

function writeParts(
  source: string,
  mapping: Mapping,
  was: ImageParts,
  target: Reference,
  defaults: PartDefaults,
): readonly Write[] | undefined {
  const divided = divide(target, was)
  if (divided === undefined) return undefined
  const own = (part: PartName): string | undefined => textAt(source, mapping, keyFor(part, defaults))
  const parts =
    defaults.hasRegistry === false
      ? { ...divided, repository: assemble({ ...divided, name: undefined }) }
      : divided
  if (parts.name !== was.name && defaults.nameStaysUnset === true && own('name') === undefined)
    return undefined
  const values: Record<string, string> = {}
  const set = (part: PartName, value: string | undefined, before: string | undefined): void => {
    if (value !== undefined && value !== before) values[keyFor(part, defaults)] = value
  }
  if (defaults.hasRegistry !== false) set('registry', parts.registry, own('registry'))
  set('repository', parts.repository, was.repository)
  set('name', parts.name, was.name)
  // Tag and digest differ from what was written only when an exact rule says so.
  set('tag', target.tag, own('tag'))
  set('digest', target.digest, own('digest'))
  return writeKeys(mapping, values)
}

/** `pullSecretRef: {name}`: room for one secret. */
function secretOf(site: Site, mapping: Mapping, key: string): SecretList {
  const { source } = site.text
  const node = resolve(pairOf(source, mapping, key)?.value)
  const name = node?.type === 'mapping' ? textAt(source, node, 'name') : undefined
  return {
    type: 'secrets',
    text: site.text,
    offset: mapping.start,
    path: joinKey(site.path, key),
    names: name === undefined || name === '' ? [] : [name],
    account: undefined,
    images: [site.text.toStream(mapping.start)],
    room: 1,
    add: names => {
      const first = names[0]
      return first === undefined ? [] : writeKeys(mapping, { [key]: { name: first } })
    },
  }
}

function suffix(sign: string, text: string | undefined): string {
  return text === undefined || text === '' ? '' : sign + text
}
