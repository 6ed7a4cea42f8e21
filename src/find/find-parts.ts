import { partOfKey, sharedRegistries } from '../knowledge/images/part-rows.ts'
import type { PartName } from '../knowledge/fieldspecs/fieldspec.ts'
import { isRefusal } from '../reference/refusal.ts'
import type { Field } from '../yaml/field.ts'
import type { Around } from './around.ts'
import { candidateAs } from './candidates/candidate.ts'
import { classify } from './candidates/classify.ts'
import { classOfWord } from './candidates/word.ts'
import { changed } from './shapes/changed.ts'
import { groupParts, joinParts, occurrenceOfParts, type JoinedImage } from './shapes/image-parts.ts'
import { placeholderFiller } from './shapes/placeholder.ts'
import { siblingsOf, variablesOf, type Siblings } from './shapes/siblings.ts'
import type { Walk } from './walk.ts'

/** The keys of the parts of one image. */
type Family = { readonly [part in PartName]?: string } & {
  readonly isPlainName: boolean
  readonly isPlainTag: boolean
}

/**
 * Images in parts that no row explains, by the usual names of the parts: where a registry or a host is among them, what
 * they are put together to is plain, and they are moved; else only the chart or the operator knows what comes in front.
 */
export function findParts(
  walk: Walk,
  field: Field,
  keys: readonly (string | undefined)[],
  key: string,
  around: Around,
): void {
  const isImage = classOfWord(key) === 'image'
  if (!keys.some(name => name !== undefined && mayBegin(name, isImage))) return
  const siblings = siblingsOf(field)
  if (siblings === undefined) return
  const names = keys.filter(name => name !== undefined)
  findShared(walk, siblings, names, around)
  // Coordinates of a chart: its repository holds no image.
  if (names.some(name => /^(?:chart|chartName|targetRevision|chartname)$/.test(name))) return
  if (isImage) findTagAlone(walk, siblings, names, around)
  for (const family of familiesOf(names, isImage))
    findFamily(walk, siblings, family, { isImage, isOpen: true }, around)
}

/** The same among the variables of a container: their names are the keys. */
export function findVariableParts(walk: Walk, list: Field, around: Around): void {
  const names = list.items.map(item => item.get('name')?.text)
  if (!names.some(name => name !== undefined && mayBegin(name, false))) return
  const siblings = variablesOf(list)
  const known = names.filter(name => name !== undefined)
  findShared(walk, siblings, known, around)
  for (const family of familiesOf(known, false))
    findFamily(walk, siblings, family, { isImage: true, isOpen: false }, around)
}

function mayBegin(name: string, isImage: boolean): boolean {
  const part = partOfKey(name)?.part
  if (part === 'registry' || part === 'repository') return true
  return (
    (isImage && (name === 'name' || name === 'tag')) || sharedRegistries.some(row => row.registry === name)
  )
}

/** Below a key that says image, a tag without a name: the operator chooses the image. */
function findTagAlone(walk: Walk, { owner, get }: Siblings, names: readonly string[], around: Around): void {
  const tag = get('tag')?.text
  if (tag === undefined || tag === '' || get('tag')?.resolved?.type !== 'scalar') return
  if (names.some(name => /^(?:registry|repository|repo|name|image|hub)$/.test(name))) return
  if (around.evidence.isPolicy === true || around.evidence.isMachine === true) return
  const why = 'only its tag is written, and its chart or operator chooses the rest'
  const offset = (owner.resolved ?? owner.node).start
  const { inText: text, path } = owner
  walk.add({ type: 'possible', text, written: `:${tag}`, reference: undefined, why, offset, path }, around)
}

/** Images behind one registry that a row knows. */
function findShared(walk: Walk, siblings: Siblings, names: readonly string[], around: Around): void {
  for (const row of sharedRegistries) {
    const registry = siblings.get(row.registry)?.text
    if (registry === undefined || registry === '') continue
    const images = names
      .filter(name => row.names.test(name))
      .flatMap(name => {
        const keys = { registry: row.registry, name }
        const parts = { keys, hasRegistry: true, hasRepository: false, hasName: true, staysClosed: true }
        return joinParts(siblings, parts) ?? []
      })
      .filter(({ was }) => !namesHost(was.name ?? ''))
    const group = groupParts(images)
    images.forEach((image, index) => {
      if (isRefusal(image.reference) || group === undefined) return
      const found = occurrenceOfParts(image, image.reference)
      const name = siblings.get(image.row.keys?.name ?? '')
      walk.add(
        changed(found, {
          path: name?.path ?? found.path,
          offset: name?.node.start ?? found.offset,
          group: { shared: group, index },
          write: () => [],
        }),
        around,
      )
      take(walk, image)
    })
  }
}

/** The families that have a registry or a repository; below a key that says image, a name with a version is one too. */
function familiesOf(names: readonly string[], isImage: boolean): readonly Family[] {
  const families = new Map<
    string,
    { [part in PartName]?: string } & { isPlainName: boolean; isPlainTag: boolean }
  >()
  for (const name of names) {
    const found = partOfKey(name)
    if (found === undefined) continue
    const { family, part, isPlain } = found
    const parts = families.get(family) ?? { isPlainName: false, isPlainTag: false }
    families.set(family, parts)
    // `image` beside `name` is the image, `tag` beside `version` the tag.
    if (parts[part] !== undefined && isPlain) continue
    parts[part] = name
    if (part === 'name') parts.isPlainName = isPlain
    if (part === 'tag') parts.isPlainTag = isPlain
  }
  return Array.from(families.values()).filter(
    ({ registry, repository, name, tag, digest }) =>
      registry !== undefined ||
      repository !== undefined ||
      (isImage && name !== undefined && (tag !== undefined || digest !== undefined)),
  )
}

function findFamily(
  walk: Walk,
  siblings: Siblings,
  family: Family,
  { isImage, isOpen }: { readonly isImage: boolean; readonly isOpen: boolean },
  around: Around,
): void {
  const { isPlainName, isPlainTag, ...keys } = family
  const has = (part: PartName): boolean => {
    const key = keys[part]
    return key !== undefined && siblings.get(key)?.text !== undefined
  }
  const hasVersion = has('tag') || has('digest')
  // A row has explained them.
  const isRead = Object.values(keys).some(key =>
    walk.taken.has(siblings.get(key)?.node ?? siblings.owner.node),
  )
  if (isRead) return
  // A part of something that other mappings merge (`<<`), and complete.
  if (!hasVersion && siblings.owner.mapping?.anchor !== undefined) return
  const hasName = has('name') && (!isPlainName || !has('repository'))
  if (!has('repository') && !(hasName && (has('registry') || isImage))) return
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
  // An image that names its own host, or its version, is whole without the others.
  const own = image.was.name ?? ''
  if (hasName && (namesHost(own) || /[:@]/.test(own))) {
    if (has('registry') || has('repository')) return
  }
  if (isOpen && !hasVersion && !(has('registry') && has('repository'))) return
  const isClear = has('registry')
    ? (has('repository') && !hasName) || (!has('repository') && hasVersion && isOpen)
    : true
  addParts(walk, image, { isClear, isWeak: isPlainTag && !has('registry') }, around)
}

/** Parts with their classification. */
function addParts(
  walk: Walk,
  image: JoinedImage,
  { isClear, isWeak }: { readonly isClear: boolean; readonly isWeak: boolean },
  around: Around,
): void {
  const { written, reference, siblings } = image
  const { owner } = siblings
  const possible = (why: string): void => {
    const offset = (owner.resolved ?? owner.node).start
    const reading = isRefusal(reference) ? undefined : reference
    walk.add(
      { type: 'possible', text: owner.inText, written, reference: reading, why, offset, path: owner.path },
      around,
    )
    take(walk, image)
  }
  if (placeholderFiller(written) !== undefined) {
    if (around.evidence.isPolicy !== true && written.includes('/'))
      possible('a variable or a template completes it')
    return
  }
  if (isRefusal(reference)) return
  if (isWeak && reference.registry === undefined && !reference.repository.includes('/')) return
  const token = { start: 0, end: written.length, text: written, scheme: '', isTemplate: false }
  const candidate = candidateAs(token, reference, 'image')
  const { is, why } = classify({ ...around.evidence, candidate, text: written, at: 0 })
  if (is === 'no image') return
  if (is === 'possible') return possible(why)
  if (reference.registry === undefined && (image.was.registry ?? '') === '')
    return possible('its parts name no registry, and only its chart or operator knows what comes in front')
  if (!isClear) return possible('no row says how its parts are put together')
  walk.add(occurrenceOfParts(image, reference), around)
  take(walk, image)
}

/** The values that were read together are not read once more. */
function take(walk: Walk, { siblings, row }: JoinedImage): void {
  for (const part of ['registry', 'repository', 'name', 'tag', 'digest'] as const) {
    const node = siblings.get(row.keys?.[part] ?? part)?.node
    if (node !== undefined) walk.taken.add(node)
  }
}

/** Whether a name begins with something that reads as a host. */
function namesHost(name: string): boolean {
  const slash = name.indexOf('/')
  return slash > 0 && /[.:]/.test(name.slice(0, slash))
}
