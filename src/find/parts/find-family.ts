import { isPackageRepository } from '../../knowledge/images/part-rows.ts'
import { namesWholeImage } from '../../knowledge/images/words.ts'
import { isKnownRegistry, isOtherHost } from '../../knowledge/images/registries.ts'
import { canonicalHost } from '../../reference/docker-hub.ts'
import { isRefusal } from '../../reference/refusal.ts'
import type { Around } from '../around.ts'
import { candidateAs } from '../candidates/candidate.ts'
import { classify } from '../candidates/classify.ts'
import { wholeToken } from '../candidates/token.ts'
import { joinParts, occurrenceOfParts, type JoinedImage } from '../shapes/image-parts.ts'
import { placeholderFiller } from '../shapes/placeholder.ts'
import { isOwn, type Siblings } from '../shapes/siblings.ts'
import { hasOutline } from '../read-faulty.ts'
import { isAddress } from '../read-registry.ts'
import type { Walk } from '../walk.ts'
import type { Family } from './family.ts'
import { occurrenceInTwo } from './path-in-two.ts'
import { findRepositoryAlone } from './repository-alone.ts'
import { namesHost, takeParts } from './taken.ts'
import { isEnough, writtenParts, type FamilyPlace, type WrittenParts } from './written-parts.ts'

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
  if (image === undefined || isOther(image, parts, place) || isOtherRepository(image, place)) return
  if (place.isOpen && !has.version && !(has.registry && has.repository))
    return findRepositoryAlone(walk, image, { isImage: place.isImage, key: keys.repository }, around)
  const facts = {
    isClear: isClear(image, parts, place),
    isInTwo: parts.isInTwo,
    isPartial: isBehindOthers(siblings, place),
    isWeak: family.isPlainTag && !has.registry,
    isNamed: (isWhole && isNamed && !place.isImage) || namesWholeImage(keys.repository ?? ''),
  }
  addParts(walk, image, facts, around)
}

/** Whether the name is read by itself: a URL, a registry alone, one that something fills in, or one that is whole without the other parts. */
function isOther(
  { written, was, row }: JoinedImage,
  { has, isNamed, isWhole }: WrittenParts,
  { isImage }: FamilyPlace,
): boolean {
  if (written.includes('://')) return !(isImage && has.version && /^https?:/.test(written))
  if (isAddress(written, row.keys?.repository ?? '')) return true
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
function isClear(
  { was }: JoinedImage,
  { has, isShared, isInTwo }: WrittenParts,
  { isOpen }: FamilyPlace,
): boolean {
  // A repository that names its own host may be whole without the registry.
  if (isShared || (has.registry && has.repository && namesHost(was.repository ?? ''))) return false
  // A path behind a repository may be whole without it.
  if (!has.registry) return !(has.repository && has.name && (was.name ?? '').includes('/'))
  return has.repository ? !has.name || isInTwo : has.version && isOpen
}

/** Whether what is around does not say that its values are no images of containers. */
function mayHoldImages({ evidence: { isPolicy, isStatus, isSecret, isMachine } }: Around): boolean {
  return ![isPolicy, isStatus, isSecret, isMachine].includes(true)
}

/** Whether a row, or another family, has explained these parts: of those that a mapping merges (`<<`), its own decide. */
function isRead(walk: Walk, siblings: Siblings, keys: readonly string[]): boolean {
  const parts = keys.map(siblings.get).filter(part => part !== undefined)
  const own = parts.filter(part => isOwn(siblings, part))
  return (own.length > 0 ? own : parts).some(({ node }) => walk.taken.has(node))
}

/** What is known of parts; `isPartial`: the image has more of them, which no row can say. */
type Fact = 'isClear' | 'isInTwo' | 'isPartial' | 'isWeak' | 'isNamed'

/** Parts with their classification. */
function addParts(
  walk: Walk,
  image: JoinedImage,
  { isClear, isInTwo, isPartial, isWeak, isNamed }: { readonly [fact in Fact]: boolean },
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
  if (isRefusal(reference)) {
    if (mayHoldImages(around) && hasOutline(written)) possible('its parts make no image reference')
    return
  }
  if (isWeak && reference.registry === undefined && !reference.repository.includes('/')) return
  const candidate = candidateAs(wholeToken(written), reference, 'image')
  const { is, why } = classify({ ...around.evidence, candidate, text: written, at: 0 })
  if (is === 'no image') return
  if (is === 'possible') return possible(why)
  if (reference.registry === undefined && (image.was.registry ?? '') === '' && !isNamed)
    return possible('its parts name no registry, and only its chart or operator knows what comes in front')
  if (!isClear || isPartial) return possible('no row says how its parts are put together')
  walk.add(isInTwo ? occurrenceInTwo(image, reference) : occurrenceOfParts(image, reference), around)
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
