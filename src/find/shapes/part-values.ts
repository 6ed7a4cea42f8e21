import type { PartName } from '../../knowledge/fieldspecs/fieldspec.ts'
import type { Reference } from '../../reference/reference.ts'
import { divide, type ImageParts } from './coordinates.ts'
import type { JoinedImage, PartDefaults } from './image-parts.ts'

/** The texts of the parts that make the target, as far as they differ from what is written. */
export function partValues(
  image: JoinedImage,
  target: Reference,
): { readonly [key: string]: string } | undefined {
  const { siblings, row, was } = image
  const divided = divideVersioned(image, target)
  if (divided === undefined) return undefined
  const { parts, tag, digest } = divided
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
  set('tag', tag, own('tag'))
  // One that is dropped is emptied: charts and operators take that for none.
  const before = digestIn(own('digest')) ?? ''
  if ((digest ?? '') !== before) set('digest', digest ?? '', own('digest'))
  return values
}

/** The parts of a target, with its version where that of the source is: in parts of its own, or after the name. */
function divideVersioned(
  { siblings, row, was }: JoinedImage,
  target: Reference,
): (Pick<Reference, 'tag' | 'digest'> & { readonly parts: ImageParts }) | undefined {
  const { tag, digest } = target
  const last = was.name === undefined || was.name === '' ? 'repository' : 'name'
  const version = /(?:[:@][^/]*)?$/.exec(was[last] ?? '')?.[0] ?? ''
  if (version === '') {
    const parts = divide(target, was)
    return parts === undefined ? undefined : { parts, tag, digest }
  }
  const hasOwn = (['tag', 'digest'] as const).some(
    part => siblings.get(keyFor(part, row))?.text !== undefined,
  )
  const bare = was[last]?.slice(0, -version.length) ?? ''
  const parts = divide(target, { ...was, [last]: bare })
  if (hasOwn || parts === undefined) return undefined
  const whole = (parts[last] ?? '') + suffix(':', tag) + suffix('@', digest)
  return { parts: { ...parts, [last]: whole }, tag: undefined, digest: undefined }
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

export function suffix(sign: string, text: string | undefined): string {
  return text === undefined || text === '' ? '' : sign + text
}
