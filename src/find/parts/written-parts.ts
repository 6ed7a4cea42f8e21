import type { PartName } from '../../knowledge/fieldspecs/fieldspec.ts'
import { isOfficialImage } from '../../knowledge/images/official-images.ts'
import type { Siblings } from '../shapes/siblings.ts'
import { isTagged, type Family } from './family.ts'
import { isPathInTwo } from './path-in-two.ts'
import { namesHost } from './taken.ts'

/** Where the parts are: below a key that says image, in a mapping of any names, next to a registry for several images. */
export type FamilyPlace = {
  readonly isImage: boolean
  readonly isOpen: boolean
  readonly shared: string | undefined
}

/** The parts of a family that are written. */
export type WrittenParts = {
  readonly keys: { readonly [part in PartName]?: string }
  readonly has: { readonly [part in 'registry' | 'repository' | 'name' | 'version']: boolean }
  /** `name` is a word for anything. */
  readonly isPlainName: boolean
  /** The registry is that of several images. */
  readonly isShared: boolean
  /** A name next to its version may be the whole image. */
  readonly isNamed: boolean
  /** The repository is what comes in front of the name. */
  readonly isInTwo: boolean
  /** There is nothing but a name: it is the whole path. */
  readonly isWhole: boolean
}

export function writtenParts(
  siblings: Siblings,
  family: Family,
  { isImage, isOpen, shared }: FamilyPlace,
): WrittenParts {
  const { isPlainName, isPlainTag: _, ...written } = family
  const isShared = written.registry === undefined && shared !== undefined
  const keys = isShared ? { ...written, registry: shared } : written
  const textOf = (part: PartName): string | undefined => {
    const key = keys[part]
    return key === undefined ? undefined : siblings.get(key)?.text
  }
  const [name, repository] = [textOf('name'), textOf('repository')]
  // What is empty is in front of nothing that names its own host.
  const isEmpty = textOf('registry') === '' && namesHost(repository ?? '')
  const registry = isEmpty ? undefined : textOf('registry')
  const isInTwo = isPathInTwo({ registry, repository, name }, isImage || /image/i.test(written.name ?? ''))
  const has = {
    registry: registry !== undefined,
    repository: repository !== undefined,
    name: name !== undefined && (!isPlainName || repository === undefined || isInTwo),
    version: textOf('tag') !== undefined || textOf('digest') !== undefined,
  }
  const isNamed = isOpen && isTagged(family) && has.version && mayBeWhole(name ?? '')
  return { keys, has, isPlainName, isShared, isNamed, isInTwo, isWhole: !has.registry && !has.repository }
}

/** Whether the parts are those of an image. */
export function isEnough(
  { has, isNamed, isPlainName }: WrittenParts,
  { owner }: Siblings,
  { isImage }: FamilyPlace,
): boolean {
  // A part of something that other mappings merge (`<<`), and complete.
  if (!has.version && owner.mapping?.anchor !== undefined) return false
  if (!has.repository && !(has.name && (has.registry || isImage || isNamed))) return false
  return has.version || (has.registry && has.repository) || !isPlainName
}

/** What is under `image` next to a tag: a path, or an official image, that has no version of its own. */
function mayBeWhole(name: string): boolean {
  return !/[:@]/.test(name.slice(name.lastIndexOf('/') + 1)) && (name.includes('/') || isOfficialImage(name))
}
