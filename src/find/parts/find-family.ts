import { isOfficialImage } from '../../knowledge/images/official-images.ts'
import { isPackageRepository } from '../../knowledge/images/part-rows.ts'
import { namesWholeImage } from '../../knowledge/images/words.ts'
import { isKnownRegistry, isOtherHost } from '../../knowledge/images/registries.ts'
import { canonicalHost } from '../../reference/docker-hub.ts'
import type { PartName } from '../../knowledge/fieldspecs/fieldspec.ts'
import { isRefusal } from '../../reference/refusal.ts'
import type { Around } from '../around.ts'
import { candidateAs } from '../candidates/candidate.ts'
import { classify } from '../candidates/classify.ts'
import { wholeToken } from '../candidates/token.ts'
import { joinParts, occurrenceOfParts, type JoinedImage } from '../shapes/image-parts.ts'
import { placeholderFiller } from '../shapes/placeholder.ts'
import { isOwn, type Siblings } from '../shapes/siblings.ts'
import { isAddress } from '../read-registry.ts'
import type { Walk } from '../walk.ts'
import { isTagged, type Family } from './family.ts'
import { findRepositoryAlone } from './repository-alone.ts'
import { namesHost, takeParts } from './taken.ts'

/** Where the parts are: below a key that says image, in a mapping of any names, next to a registry for several images. */
type FamilyPlace = {
  readonly isImage: boolean
  readonly isOpen: boolean
  readonly shared: string | undefined
}

/** The image of one family, where its parts are enough to know it. */
export function findFamily(
  walk: Walk,
  siblings: Siblings,
  family: Family,
  place: FamilyPlace,
  around: Around,
): void {
  const parts = writtenParts(siblings, family, place)
  const { keys, has, isWhole, isNamed } = parts
  if (isRead(walk, siblings, Object.values(keys)) || !isEnough(parts, siblings, place)) return
  const image = joinParts(siblings, {
    keys: isWhole ? { ...keys, repository: keys.name ?? '' } : { ...keys },
    hasRegistry: has.registry,
    hasRepository: isWhole || has.repository,
    hasName: has.name && !isWhole,
    staysClosed: true,
  })
  if (image === undefined || isOther(image, parts) || isOtherRepository(image, place)) return
  if (place.isOpen && !has.version && !(has.registry && has.repository))
    return findRepositoryAlone(walk, image, { isImage: place.isImage, key: keys.repository }, around)
  const facts = {
    isClear: isClear(image, parts, place),
    isPartial: isBehindOthers(siblings, place),
    isWeak: family.isPlainTag && !has.registry,
    isNamed: (isWhole && isNamed && !place.isImage) || namesWholeImage(keys.repository ?? ''),
  }
  addParts(walk, image, facts, around)
}

/** The parts of a family that are written. */
type WrittenParts = {
  readonly keys: { readonly [part in PartName]?: string }
  readonly has: { readonly [part in 'registry' | 'repository' | 'name' | 'version']: boolean }
  /** `name` is a word for anything. */
  readonly isPlainName: boolean
  /** The registry is that of several images. */
  readonly isShared: boolean
  /** A name next to its version may be the whole image. */
  readonly isNamed: boolean
  /** There is nothing but a name: it is the whole path. */
  readonly isWhole: boolean
}

function writtenParts(siblings: Siblings, family: Family, { isOpen, shared }: FamilyPlace): WrittenParts {
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
  const has = {
    registry: registry !== undefined,
    repository: repository !== undefined,
    name: name !== undefined && (!isPlainName || repository === undefined),
    version: textOf('tag') !== undefined || textOf('digest') !== undefined,
  }
  const isNamed = isOpen && isTagged(family) && has.version && mayBeWhole(name ?? '')
  return { keys, has, isPlainName, isShared, isNamed, isWhole: !has.registry && !has.repository }
}

/** Whether the parts are those of an image. */
function isEnough(
  { has, isNamed, isPlainName }: WrittenParts,
  { owner }: Siblings,
  { isImage }: FamilyPlace,
): boolean {
  // A part of something that other mappings merge (`<<`), and complete.
  if (!has.version && owner.mapping?.anchor !== undefined) return false
  if (!has.repository && !(has.name && (has.registry || isImage || isNamed))) return false
  return has.version || (has.registry && has.repository) || !isPlainName
}

/** Whether the name is read by itself: a URL, a registry alone, one that something fills in, or one that is whole without the other parts. */
function isOther({ written, was, row }: JoinedImage, { has, isNamed, isWhole }: WrittenParts): boolean {
  if (written.includes('://') || isAddress(written, row.keys?.repository ?? '')) return true
  if (isNamed && placeholderFiller(written) !== undefined) return true
  const name = was.name ?? ''
  return has.name && !isWhole && (namesHost(name) || /[:@]/.test(name))
}

/** Whether the repository is one of source code or packages, by its host or by its key: `GIT_REPOSITORY`. */
function isOtherRepository({ reference, row }: JoinedImage, { isImage, isOpen }: FamilyPlace): boolean {
  if (isRefusal(reference) || (isImage && isOpen)) return false
  const { repository: key = '', registry } = row.keys ?? {}
  if (/image/i.test(key) || (registry !== undefined && row.hasRegistry === true)) return false
  const host = reference.registry ?? ''
  return isOtherHost(host) || (isPackageRepository(key) && !isKnownRegistry(canonicalHost(host)))
}

/** What comes between a registry and a repository, where it is a part of its own. */
const pathKeys = ['namespace', 'organization', 'org', 'project', 'account'] as const

function isBehindOthers({ get }: Siblings, { isImage, isOpen }: FamilyPlace): boolean {
  return isImage && isOpen && pathKeys.some(key => (get(key)?.text ?? '') !== '')
}

/** Whether there is one way to put the parts together. */
function isClear({ was }: JoinedImage, { has, isShared }: WrittenParts, { isOpen }: FamilyPlace): boolean {
  // A repository that names its own host may be whole without the registry.
  if (isShared || (has.registry && has.repository && namesHost(was.repository ?? ''))) return false
  // A path behind a repository may be whole without it.
  if (!has.registry) return !(has.repository && has.name && (was.name ?? '').includes('/'))
  return has.repository ? !has.name : has.version && isOpen
}

/** Whether a row, or another family, has explained these parts: of those that a mapping merges (`<<`), its own decide. */
function isRead(walk: Walk, siblings: Siblings, keys: readonly string[]): boolean {
  const parts = keys.map(siblings.get).filter(part => part !== undefined)
  const own = parts.filter(part => isOwn(siblings, part))
  return (own.length > 0 ? own : parts).some(({ node }) => walk.taken.has(node))
}

/** What is under `image` next to a tag: a path, or an official image, that has no version of its own. */
function mayBeWhole(name: string): boolean {
  return !/[:@]/.test(name.slice(name.lastIndexOf('/') + 1)) && (name.includes('/') || isOfficialImage(name))
}

/** What is known of parts; `isPartial`: the image has more of them, which no row can say. */
type Fact = 'isClear' | 'isPartial' | 'isWeak' | 'isNamed'

/** Parts with their classification. */
function addParts(
  walk: Walk,
  image: JoinedImage,
  { isClear, isPartial, isWeak, isNamed }: { readonly [fact in Fact]: boolean },
  around: Around,
): void {
  const { written, reference, siblings } = image
  const { owner } = siblings
  const possible = (why: string): void => {
    const offset = (owner.resolved ?? owner.node).start
    const reading = isRefusal(reference) || isPartial ? undefined : reference
    const { inText: text, path } = owner
    const parts = reading === undefined ? {} : { parts: pasted(image.row) }
    walk.add({ type: 'possible', text, written, reference: reading, why, offset, path, ...parts }, around)
    takeParts(walk, image.siblings, image.row.keys)
  }
  if (placeholderFiller(written) !== undefined) {
    if (around.evidence.isPolicy !== true && written.includes('/'))
      possible('a variable or a template completes it')
    return
  }
  if (isRefusal(reference)) return
  if (isWeak && reference.registry === undefined && !reference.repository.includes('/')) return
  const candidate = candidateAs(wholeToken(written), reference, 'image')
  const { is, why } = classify({ ...around.evidence, candidate, text: written, at: 0 })
  if (is === 'no image') return
  if (is === 'possible') return possible(why)
  if (reference.registry === undefined && (image.was.registry ?? '') === '' && !isNamed)
    return possible('its parts name no registry, and only its chart or operator knows what comes in front')
  if (!isClear || isPartial) return possible('no row says how its parts are put together')
  walk.add(occurrenceOfParts(image, reference), around)
  takeParts(walk, image.siblings, image.row.keys)
}

/** A row as a user writes it: without keys of parts that it declares absent. */
function pasted(row: JoinedImage['row']): JoinedImage['row'] {
  const { registry, repository, name, ...others } = row.keys ?? {}
  const keys = {
    ...(registry === undefined || row.hasRegistry === false ? {} : { registry }),
    ...(repository === undefined || row.hasRepository === false ? {} : { repository }),
    ...(name === undefined || row.hasName === false ? {} : { name }),
    ...others,
  }
  return { ...row, keys }
}
