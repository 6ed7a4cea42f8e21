import type { PartName } from '../../knowledge/fieldspecs/fieldspec.ts'
import type { Reference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { divide, type ImageParts } from './coordinates.ts'
import type { JoinedImage, PartDefaults } from './image-parts.ts'

/** The texts of the parts that make the target, as far as they differ from what is written. */
export function partValues(
  image: JoinedImage,
  target: Reference,
): { readonly [key: string]: string } | undefined {
  const { siblings, row, was } = image
  const own = (part: PartName): string | undefined => siblings.get(keyFor(part, row))?.text
  const divided = divideVersioned(image, target)
  const versions = versionsFor(image, target)
  if (divided === undefined || versions === undefined) return undefined
  if (divided.name !== was.name && row.nameStaysUnset === true && own('name') === undefined) return undefined
  const values: Record<string, string> = {}
  const set = (part: PartName, value: string | undefined, before: string | undefined): void => {
    if (value !== undefined && value !== before) values[keyFor(part, row)] = value
  }
  set('registry', divided.registry, own('registry'))
  set('repository', divided.repository, was.repository)
  set('name', divided.name, was.name)
  return { ...values, ...versions }
}

/** Tag and digest, which differ from what is written only where a rule says so; undefined where they have no place. */
function versionsFor(
  { siblings, row, reference }: JoinedImage,
  { tag, digest }: Reference,
): { readonly [key: string]: string } | undefined {
  if (isRefusal(reference) || (reference.tag === tag && reference.digest === digest)) return {}
  const own = (part: PartName): string | undefined => siblings.get(keyFor(part, row))?.text
  const [ownTag, ownDigest] = [own('tag'), own('digest')]
  const isWhole = ownTag === undefined && ownDigest === undefined && row.tag === undefined
  // Behind the name, which `divideVersioned` writes.
  if (isWhole && (reference.tag ?? reference.digest) !== undefined) return {}
  if (ownTag !== undefined && ownTag.includes('sha256:')) {
    const whole = (tag ?? '') + suffix(tag === undefined ? '' : '@', digest)
    return whole === '' ? undefined : { [keyFor('tag', row)]: whole }
  }
  const values: Record<string, string> = {}
  if (tag !== undefined && tag !== ownTag) values[keyFor('tag', row)] = tag
  // One that is dropped is emptied: charts and operators take that for none.
  if ((digest ?? '') !== (digestIn(ownDigest) ?? '')) values[keyFor('digest', row)] = digest ?? ''
  return values
}

/** The parts of a target, with its version where that of the source is after the name. */
function divideVersioned(
  { siblings, row, was, reference }: JoinedImage,
  target: Reference,
): ImageParts | undefined {
  const last = was.name === undefined || was.name === '' ? 'repository' : 'name'
  const version = /(?:[:@][^/]*)?$/.exec(was[last] ?? '')?.[0] ?? ''
  if (version === '') return divide(target, was)
  const bare = was[last]?.slice(0, -version.length) ?? ''
  const parts = divide(target, { ...was, [last]: bare })
  if (parts === undefined || isRefusal(reference)) return undefined
  const isSame = reference.tag === target.tag && reference.digest === target.digest
  const hasOwn = (['tag', 'digest'] as const).some(
    part => (siblings.get(keyFor(part, row))?.text ?? '') !== '',
  )
  if (!isSame && hasOwn) return undefined
  const written = isSame ? version : suffix(':', target.tag) + suffix('@', target.digest)
  return { ...parts, [last]: (parts[last] ?? '') + written }
}

/** The key of a part. */
export function keyFor(part: PartName, { keys, hasRegistry }: PartDefaults): string {
  if (part === 'registry' && hasRegistry === false) return ''
  return keys?.[part] ?? part
}

/** Where a row does not say which parts there are, those that are written are all. */
export function withRoom(row: PartDefaults, isWritten: (key: string) => boolean): PartDefaults {
  const { hasRegistry, hasName, ...rest } = row
  return {
    ...rest,
    hasRegistry: hasRegistry ?? (row.registry !== undefined || isWritten(keyFor('registry', row))),
    hasName: hasName ?? (row.name !== undefined || isWritten(keyFor('name', row))),
  }
}

/** Some operators write the digest without its algorithm. */
export function digestIn(text: string | undefined): string | undefined {
  return text !== undefined && /^[0-9a-f]{64}$/.test(text) ? `sha256:${text}` : text
}

/** What a part says behind the name: a tag, or a digest in its place. */
export function tagSuffix(text: string | undefined): string {
  return suffix(text?.startsWith('sha256:') === true ? '@' : ':', text)
}

export function suffix(sign: string, text: string | undefined): string {
  return text === undefined || text === '' ? '' : sign + text
}
