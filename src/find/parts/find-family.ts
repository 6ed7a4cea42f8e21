import { isOfficialImage } from '../../knowledge/images/official-images.ts'
import type { PartName } from '../../knowledge/fieldspecs/fieldspec.ts'
import { isRefusal } from '../../reference/refusal.ts'
import type { Around } from '../around.ts'
import { candidateAs } from '../candidates/candidate.ts'
import { classify } from '../candidates/classify.ts'
import { wholeToken } from '../candidates/token.ts'
import { joinParts, occurrenceOfParts, type JoinedImage } from '../shapes/image-parts.ts'
import { placeholderFiller } from '../shapes/placeholder.ts'
import { isOwn, type Siblings } from '../shapes/siblings.ts'
import type { Walk } from '../walk.ts'
import { isTagged, type Family } from './family.ts'
import { findRepositoryAlone } from './repository-alone.ts'
import { namesHost, takeParts } from './taken.ts'

/** Where the parts are: below a key that says image, in a mapping of any names, next to a registry for several images. */
export type FamilyPlace = {
  readonly isImage: boolean
  readonly isOpen: boolean
  readonly shared: string | undefined
}

/** The image of one family, where its parts are enough to know it. */
export function findFamily(
  walk: Walk,
  siblings: Siblings,
  family: Family,
  { isImage, isOpen, shared }: FamilyPlace,
  around: Around,
): void {
  const { isPlainName, isPlainTag, ...written } = family
  const isShared = written.registry === undefined && shared !== undefined
  const keys = isShared ? { ...written, registry: shared } : written
  const has = (part: PartName): boolean => {
    const key = keys[part]
    return key !== undefined && siblings.get(key)?.text !== undefined
  }
  const hasVersion = has('tag') || has('digest')
  if (isRead(walk, siblings, Object.values(keys))) return
  // A part of something that other mappings merge (`<<`), and complete.
  if (!hasVersion && siblings.owner.mapping?.anchor !== undefined) return
  const hasName = has('name') && (!isPlainName || !has('repository'))
  const name = (keys.name === undefined ? undefined : siblings.get(keys.name)?.text) ?? ''
  const isNamed = isOpen && isTagged(family) && hasVersion && mayBeWhole(name)
  if (!has('repository') && !(hasName && (has('registry') || isImage || isNamed))) return
  if (!hasVersion && !(has('registry') && has('repository')) && isPlainName) return
  // Below a key that says image, a name alone is the whole path.
  const isWhole = !has('registry') && !has('repository')
  const image = joinParts(siblings, {
    keys: isWhole ? { ...keys, repository: keys.name ?? '' } : { ...keys },
    hasRegistry: has('registry'),
    hasRepository: isWhole || has('repository'),
    hasName: hasName && !isWhole,
    staysClosed: true,
  })
  if (image === undefined || image.written.includes('://')) return
  // Something fills in its tag: the name is read by itself.
  if (isNamed && placeholderFiller(image.written) !== undefined) return
  // An image that names its own host, or its version, is whole without the others.
  const own = image.was.name ?? ''
  if (hasName && (namesHost(own) || /[:@]/.test(own))) {
    if (has('registry') || has('repository')) return
  }
  if (isOpen && !hasVersion && !(has('registry') && has('repository')))
    return findRepositoryAlone(walk, image, { isImage, key: keys.repository }, around)
  // A repository that names its own host may be whole without the registry.
  const isClear =
    isShared || (has('registry') && has('repository') && namesHost(image.was.repository ?? ''))
      ? false
      : has('registry')
        ? (has('repository') && !hasName) || (!has('repository') && hasVersion && isOpen)
        : // A path behind a repository may be whole without it.
          !(has('repository') && hasName && own.includes('/'))
  const isWeak = isPlainTag && !has('registry')
  addParts(walk, image, { isClear, isWeak, isNamed: isWhole && isNamed && !isImage }, around)
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

/** Parts with their classification. */
function addParts(
  walk: Walk,
  image: JoinedImage,
  { isClear, isWeak, isNamed }: { readonly [fact in 'isClear' | 'isWeak' | 'isNamed']: boolean },
  around: Around,
): void {
  const { written, reference, siblings } = image
  const { owner } = siblings
  const possible = (why: string): void => {
    const offset = (owner.resolved ?? owner.node).start
    const reading = isRefusal(reference) ? undefined : reference
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
  if (!isClear) return possible('no row says how its parts are put together')
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
