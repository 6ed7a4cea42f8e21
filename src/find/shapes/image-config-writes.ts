import { writeKeys, type Write } from '../../edit/write.ts'
import type { Field } from '../../yaml/field.ts'
import { nameParts } from '../../knowledge/operators/image-config/v1beta2.ts'
import { assemble } from './coordinates.ts'

/** An entry of an ImageConfig, and what its registry, repository and name have to make together. */
export type ConfiguredName = { readonly entry: Field; readonly name: string }

/** A change of a part: a text, or null for "not set". `members`: the entries it serves; all without it. */
type Change = {
  readonly owner: Field
  readonly key: string
  readonly value: string | null
  readonly members?: readonly number[]
}

/**
 * The changes that make every entry of an ImageConfig of v1beta2 the name it is to have; undefined when no fields can say
 * it. The smallest change that serves all entries is taken: one registry for all, the registry of those that inherit it,
 * or each entry by itself with the overrides out of the way.
 */
export function rewriteImageConfig(
  root: Field,
  names: readonly ConfiguredName[],
): readonly (Write & { readonly members?: readonly number[] })[] | undefined {
  for (const plan of [changeOverride, changeRegistries, changeEntries]) {
    const changes = plan(root, names)
    if (changes !== undefined && makesAll(root, names, changes)) return changes.flatMap(toWrites)
  }
  return undefined
}

/** Only `overrides.registry`: it is set, and what follows it fits all entries. */
function changeOverride(root: Field, names: readonly ConfiguredName[]): readonly Change[] | undefined {
  const overrides = root.get('overrides')
  if (overrides?.get('registry')?.text === undefined) return undefined
  const prefix = commonPrefix(root, names)
  return prefix === undefined ? undefined : [{ owner: overrides, key: 'registry', value: prefix }]
}

/** Registries alone: `defaults.registry` for the entries that have none, and those of the others. */
function changeRegistries(root: Field, names: readonly ConfiguredName[]): readonly Change[] | undefined {
  const defaults = root.get('defaults')
  if (root.get('overrides')?.get('registry')?.text !== undefined) return undefined
  const inheriting = indicesOf(names, ({ entry }) => !entry.get('registry')?.text)
  const prefixes = names.map(name => prefixOf(root, name))
  const shared = prefixes[inheriting[0] ?? -1]
  const isShared =
    defaults?.mapping !== undefined &&
    shared !== undefined &&
    inheriting.every(index => prefixes[index] === shared)
  const own = names.flatMap(({ entry, name }, index): readonly Change[] => {
    const value = prefixes[index]
    if (isShared && inheriting.includes(index)) return []
    const now = assembleOf(root, entry)
    if (name === now || value === undefined) return []
    return [{ owner: entry, key: 'registry', value, members: [index] }]
  })
  const common: readonly Change[] =
    isShared && shared !== defaults.get('registry')?.text
      ? [{ owner: defaults, key: 'registry', value: shared, members: inheriting }]
      : []
  return [...common, ...own]
}

/** Every entry by itself: what overrides must go, and what it would inherit must not come through. */
function changeEntries(root: Field, names: readonly ConfiguredName[]): readonly Change[] {
  const overrides = root.get('overrides')
  const isOverridden = ['registry', 'repository'].some(key => overrides?.get(key)?.text !== undefined)
  const cleared = ['registry', 'repository'].flatMap((key): readonly Change[] =>
    overrides?.get(key)?.text === undefined ? [] : [{ owner: overrides, key, value: null }],
  )
  const entries = names.flatMap(({ entry, name }, index): readonly Change[] => {
    if (!isOverridden && name === assembleOf(root, entry)) return []
    const was = isOverridden ? undefined : nameParts(root, entry)
    const parts = divideName(name, entry.get('repository')?.text || was?.repository || '')
    return Object.entries(parts).flatMap(([key, value]) =>
      entry.get(key)?.text === value || (was !== undefined && was[key as keyof typeof was] === value)
        ? []
        : [{ owner: entry, key, value, members: [index] }],
    )
  })
  const isBare = names.some(({ name }) => divideName(name, '').repository === '')
  const defaults = root.get('defaults')
  const unset: readonly Change[] =
    isBare && defaults?.get('repository')?.text ? [{ owner: defaults, key: 'repository', value: null }] : []
  return [...cleared, ...unset, ...entries]
}

/** What is in front of repository and name, if it is the same for all entries. */
function commonPrefix(root: Field, names: readonly ConfiguredName[]): string | undefined {
  const prefixes = new Set(names.map(name => prefixOf(root, name)))
  return prefixes.size === 1 ? [...prefixes][0] : undefined
}

function prefixOf(root: Field, { entry, name }: ConfiguredName): string | undefined {
  const { repository = '', name: last } = nameParts(root, entry)
  const path = `/${assemble({ registry: '', repository, name: last })}`
  return name.endsWith(path) && name.length > path.length ? name.slice(0, -path.length) : undefined
}

/** A name in three parts: the repository as it was where the name ends with it, else the host alone in front. */
function divideName(name: string, was: string): { registry: string; repository: string; name: string } {
  const segments = name.split('/')
  const last = segments.pop() ?? ''
  const path = segments.join('/')
  if (was !== '' && path.endsWith(`/${was}`)) {
    return { registry: path.slice(0, -was.length - 1), repository: was, name: last }
  }
  const [registry = '', ...repository] = segments
  return { registry, repository: repository.join('/'), name: last }
}

/** Whether the operator makes the names of the entries once the changes are made. */
function makesAll(root: Field, names: readonly ConfiguredName[], changes: readonly Change[]): boolean {
  const read = (owner: Field | undefined, key: string): string | undefined => {
    const change = changes.find(({ owner: changed, key: its }) => changed.node === owner?.node && its === key)
    return change === undefined ? owner?.get(key)?.text : (change.value ?? undefined)
  }
  const [defaults, overrides] = [root.get('defaults'), root.get('overrides')]
  return names.every(({ entry, name }) => {
    const part = (key: string): string =>
      read(overrides, key) ?? (read(entry, key) || (read(defaults, key) ?? ''))
    const made = {
      registry: part('registry'),
      repository: part('repository'),
      name: read(entry, 'name') ?? '',
    }
    return assemble(made) === name
  })
}

function assembleOf(root: Field, entry: Field): string {
  const { registry = '', repository = '', name } = nameParts(root, entry)
  return assemble({ registry, repository, name })
}

function indicesOf<Item>(items: readonly Item[], is: (item: Item) => boolean): readonly number[] {
  return items.flatMap((item, index) => (is(item) ? [index] : []))
}

function toWrites({
  owner,
  key,
  value,
  members,
}: Change): readonly (Write & { readonly members?: readonly number[] })[] {
  const { mapping } = owner
  if (mapping === undefined) return []
  const served = members === undefined ? {} : { members }
  if (value !== null) return writeKeys(mapping, { [key]: value }).map(write => ({ ...write, ...served }))
  const field = owner.get(key)
  return field === undefined ? [] : [{ ...field.write('null'), ...served }]
}
