import { partOfKey, sharedRegistries, sharedRegistryPrefix } from '../../knowledge/images/part-rows.ts'
import { isAddressWord } from '../../knowledge/images/registry-words.ts'
import { isKnownRegistry } from '../../knowledge/images/registries.ts'
import { hostOfAddress } from '../../reference/host.ts'
import { scalarText } from '../../edit/text.ts'
import type { Field } from '../../yaml/field.ts'
import type { Around } from '../around.ts'
import { classOfWord } from '../candidates/word.ts'
import { siblingsOf, variablesOf, type Siblings } from '../shapes/siblings.ts'
import type { Walk } from '../walk.ts'
import { familiesOf } from './family.ts'
import { findApart, sharedAmong } from './apart.ts'
import { findFamily } from './find-family.ts'
import { findOverride } from './override.ts'
import { findRegistry, isAddress } from '../read-registry.ts'
import { findShared } from './shared.ts'

/**
 * Images in parts that no row explains, by the usual names of the parts: where a registry or a host is among them, what
 * they are put together to is plain, and they are moved; else only the chart or the operator knows what comes in front.
 * `keys` are those of the mapping and of what merges (`<<`) bring in, which completes an image in parts.
 */
export function findParts(
  walk: Walk,
  field: Field,
  keys: readonly (string | undefined)[],
  key: string,
  around: Around,
): void {
  if (findOverride(walk, field, keys, around)) return
  findRegistryAddress(walk, field, keys, key, around)
  findVariableDefault(walk, field, keys, around)
  const isImage = isImageWord(key)
  if (!keys.some(name => name !== undefined && mayBegin(name, isImage))) return
  const siblings = siblingsOf(field)
  if (siblings === undefined) return
  const names = keys.filter(name => name !== undefined)
  findShared(walk, siblings, names, around)
  const families = familiesOf(names, isImage)
  findApart(walk, siblings, names, families, around)
  // Coordinates of a chart: its repository holds no image.
  if (names.some(name => /^(?:chart|chartName|targetRevision|chartname)$/.test(name))) return
  if (isImage) findTagAlone(walk, siblings, around)
  const shared = sharedAmong(siblings, names)
  for (const family of families) findFamily(walk, siblings, family, { isImage, isOpen: true, shared }, around)
}

/**
 * Keys that hold the host of a registry below a word for one, or next to an image: `registry: {address: docker.io}`,
 * `image: {host: quay.io}`, `worker: {host: quay.io, image: team/tool}`.
 */
const addressKeys = ['address', 'host', 'hostname', 'server', 'domain', 'url', 'prefix', 'base'] as const
const hostKeys: ReadonlySet<string> = new Set(addressKeys)

const isImageWord = (name: string | undefined): boolean => name !== undefined && classOfWord(name) === 'image'

function findRegistryAddress(
  walk: Walk,
  field: Field,
  keys: readonly (string | undefined)[],
  key: string,
  around: Around,
): void {
  if (!keys.some(name => name !== undefined && hostKeys.has(name))) return
  const isRegistry = classOfWord(key) === 'registry' || keys.some(isImageWord)
  if (!isRegistry && !isAddressWord(key)) return
  for (const name of addressKeys) {
    const address = field.get(name)
    const scalar = address?.resolved
    if (address === undefined || scalar?.type !== 'scalar') continue
    const text = scalarText(address.inText, scalar)
    const value = text.source.trim()
    if (!isAddress(value, key) && !(isRegistry && isKnownRegistry(hostOfAddress(value)))) continue
    if (findRegistry(walk, address, text, { value, key: 'registry' }, around)) walk.taken.add(address.node)
  }
}

/**
 * The default of a variable, which its schema has: the name of the variable is its key.
 * Source: https://cluster-api.sigs.k8s.io/tasks/experimental-features/cluster-class/write-clusterclass.
 */
function findVariableDefault(
  walk: Walk,
  field: Field,
  keys: readonly (string | undefined)[],
  around: Around,
): void {
  if (!keys.includes('schema') || !keys.includes('name')) return
  const value = field.get('schema')?.get('openAPIV3Schema')?.get('default')
  const name = field.textAt('name')
  if (value?.resolved?.type !== 'scalar' || name === undefined || walk.taken.has(value.node)) return
  walk.visit(value, name, around)
  walk.taken.add(value.node)
}

/** The same among the variables of a container: their names are the keys. */
export function findVariableParts(walk: Walk, list: Field, around: Around): void {
  const names = list.items.map(item => item.get('name')?.text)
  if (!names.some(name => name !== undefined && mayBegin(name, false))) return
  const siblings = variablesOf(list)
  const known = names.filter(name => name !== undefined)
  findShared(walk, siblings, known, around)
  const families = familiesOf(known, false)
  findApart(walk, siblings, known, families, around)
  const shared = sharedAmong(siblings, known)
  for (const family of families)
    findFamily(walk, siblings, family, { isImage: true, isOpen: false, shared }, around)
}

function mayBegin(name: string, isImage: boolean): boolean {
  const found = partOfKey(name)
  if (found?.part === 'registry' || found?.part === 'repository') return true
  if ((found?.part === 'tag' && !found.isPlain) || found?.part === 'digest') return true
  return (
    (isImage && (name === 'name' || name === 'tag')) ||
    sharedNames.has(name) ||
    sharedRegistryPrefix(name) !== undefined
  )
}

const sharedNames: ReadonlySet<string> = new Set(sharedRegistries.map(({ registry }) => registry))

const otherParts = ['registry', 'repository', 'repo', 'name', 'image', 'hub'] as const

/** Below a key that says image, a tag without a name: the operator chooses the image. */
function findTagAlone(walk: Walk, { owner, get }: Siblings, around: Around): void {
  const tag = get('tag')?.text
  if (tag === undefined || tag === '' || get('tag')?.resolved?.type !== 'scalar') return
  // Also what a merge (`<<`) brings in.
  if (otherParts.some(name => get(name) !== undefined)) return
  if (around.evidence.isPolicy === true || around.evidence.isMachine === true) return
  const why = 'only its tag is written, and its chart or operator chooses the rest'
  const offset = (owner.resolved ?? owner.node).start
  const { inText: text, path } = owner
  walk.add({ type: 'possible', text, written: `:${tag}`, reference: undefined, why, offset, path }, around)
}
