import type { PartName } from '../../knowledge/fieldspecs/fieldspec.ts'
import { partOfKey } from '../../knowledge/images/part-rows.ts'
import { classOfWord } from '../candidates/word.ts'

/** The keys of the parts of one image. */
export type Family = { readonly [part in PartName]?: string } & {
  readonly isPlainName: boolean
  readonly isPlainTag: boolean
}

/** The families that have a registry or a repository; below a key that says image, a name with a version is one too. */
export function familiesOf(names: readonly string[], isImage: boolean): readonly Family[] {
  const families = new Map<
    string,
    { [part in PartName]?: string } & { isPlainName: boolean; isPlainTag: boolean }
  >()
  const mixed = mixedFamilies(names)
  for (const name of names) {
    const found = partOfKey(name)
    if (found === undefined) continue
    const { part, isPlain } = found
    const family = mixed.has(found.family) ? `${found.family} ${found.exact}` : found.family
    const parts = families.get(family) ?? { isPlainName: false, isPlainTag: false }
    families.set(family, parts)
    // `image` next to `name` is the image, `tag` next to `version` the tag.
    if (parts[part] !== undefined && isPlain) continue
    parts[part] = name
    if (part === 'name') parts.isPlainName = isPlain
    if (part === 'tag') parts.isPlainTag = isPlain
  }
  return [...families.values()].filter(family => {
    const { registry, repository, name, tag, digest } = family
    return (
      registry !== undefined ||
      repository !== undefined ||
      (isImage && name !== undefined && (tag !== undefined || digest !== undefined)) ||
      isTagged(family)
    )
  })
}

/** Families with two repositories, which are two images: `worker_image_repository` and `worker_container_repository`. */
function mixedFamilies(names: readonly string[]): ReadonlySet<string> {
  const repositories = new Map<string, string>()
  const mixed = new Set<string>()
  for (const name of names) {
    const found = partOfKey(name)
    if (found?.part !== 'repository') continue
    const { family, exact } = found
    if ((repositories.get(family) ?? exact) !== exact) mixed.add(family)
    repositories.set(family, exact)
  }
  return mixed
}

/** `{image, tag}` and `{image, digest}`: the tag is part of the image, a `version` may be that of something else. */
export function isTagged({ name, tag, digest, isPlainName, isPlainTag }: Family): boolean {
  return name !== undefined && !isPlainName && ((tag !== undefined && !isPlainTag) || digest !== undefined)
}

/**
 * Whether a key names an image, and another of these keys the version of the same: `proxyImage` and `proxyVersion`. A tag
 * that is one of its parts is read with it, and not asked for here.
 */
export function isVersionApart(name: string, keys: readonly (string | undefined)[]): boolean {
  if (classOfWord(name) !== 'image') return false
  const family = partOfKey(name)?.family
  return family !== undefined && versionFamilies(keys).has(family)
}

/** Of the keys of one mapping or list, because each of its images asks for them. */
const versions = new WeakMap<readonly (string | undefined)[], ReadonlySet<string>>()

/** The families of the keys that hold a version, which may be that of an image next to it. */
function versionFamilies(keys: readonly (string | undefined)[]): ReadonlySet<string> {
  const remembered = versions.get(keys)
  if (remembered !== undefined) return remembered
  const families = new Set<string>()
  for (const key of keys) {
    const part = key === undefined ? undefined : partOfKey(key)
    if (part?.part === 'tag' || part?.part === 'digest') families.add(part.family)
  }
  versions.set(keys, families)
  return families
}
