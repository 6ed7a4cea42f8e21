import { asObject } from '../../edit/wrap.ts'
import type { Edit } from '../../edit/edit.ts'
import { nested, writeKeys, type Write } from '../../edit/write.ts'
import { joinKey } from '../../yaml/path.ts'
import type { Data } from '../../edit/print.ts'
import { podSpecFields } from '../../knowledge/accounts.ts'
import type { Field } from '../../yaml/field.ts'
import type { Finding, Remark, SecretList } from './finding.ts'
import { namesOf, shareOf } from './shared-list.ts'

/** Where a list of pull secrets is, or belongs. */
type ListPlace = {
  /** The deepest mapping on the way that exists. */
  readonly owner: Field
  /** The keys from there to the list, the last one being the list's own. */
  readonly keys: readonly string[]
  /** Keys that the list's mapping must have too, with an empty list, when the list is created. */
  readonly beside?: readonly string[]
  readonly account: string | undefined
  readonly serves: string | undefined
  readonly isGuess?: boolean
  /** Whether the items are plain names, not objects with a `name`. */
  readonly isNames?: boolean
  /** Whether a new list goes after the other keys instead of in front of them. */
  readonly last?: boolean
}

/**
 * A list of pull secrets (`- name: key`). Names that are there stay in their order; null and empty lists are filled, a
 * missing list is made with everything on the way to it, and plain strings, which charts write by mistake, become the
 * objects that Kubernetes wants.
 */
export function readPullSecrets(place: ListPlace): Finding | undefined {
  const { owner, keys, account, serves, isGuess = false } = place
  if (owner.mapping === undefined) return undefined
  const key = keys[0] ?? ''
  const there = owner.get(key)
  const path = keys.reduce(joinKey, owner.path)
  const common = { type: 'secrets', text: owner.inText, path, account, serves, isGuess } as const
  const list = there?.sequence
  if (there !== undefined && list !== undefined && keys.length === 1) {
    const names = namesOf(there)
    const shared = shareOf(owner, key, all => itemsOf(place, all))
    if (shared !== undefined)
      return {
        ...common,
        offset: shared.alias?.start ?? owner.mapping.start,
        names,
        list,
        share: shared,
        add: added => [...(added.length === 0 ? [] : [shared.write(added)]), ...missing(place)],
      }
    return {
      ...common,
      offset: list.start,
      names,
      list,
      add: added => [
        ...(place.isNames === true ? [] : repairs(there)),
        ...(added.length === 0 ? [] : [{ list, items: itemsOf(place, added) }]),
        ...missing(place),
      ],
    }
  }
  const value = there?.resolved
  if (there !== undefined && value !== undefined && !there.isNull)
    return malformed(there, keys.length === 1 ? path : there.path)
  return {
    ...common,
    offset: value?.start ?? owner.mapping.start,
    names: [],
    isMissing: value === undefined,
    add: added => make(place, added),
  } satisfies SecretList
}

/** The list of a PodSpec (core/v1), which the field holds. */
export function readPodSecrets(spec: Field, isGuess = false): Finding | undefined {
  const account = podSpecFields.map(field => spec.textAt(field)).find(name => name !== undefined) ?? 'default'
  return readPullSecrets({ owner: spec, keys: ['imagePullSecrets'], account, serves: spec.path, isGuess })
}

/** The list, and everything on the way to it that is not there yet. */
function make(place: ListPlace, added: readonly string[]): readonly Write[] {
  const { owner, keys, beside = [], last } = place
  if (added.length === 0 || owner.mapping === undefined) return []
  const key = keys.at(-1) ?? ''
  const isThere = (name: string): boolean => keys.length === 1 && owner.get(name) !== undefined
  const empty = beside.filter(name => !isThere(name)).map(name => [name, []] as const)
  const data = { ...Object.fromEntries(empty), [key]: itemsOf(place, added) }
  const [first, ...rest] = keys.slice(0, -1)
  const values = first === undefined ? data : { [first]: nested(rest, data) }
  return writeKeys(owner.mapping, values, last === true ? 'last' : 'first')
}

function itemsOf({ isNames }: ListPlace, names: readonly string[]): readonly Data[] {
  return isNames === true ? names : names.map(name => ({ name }))
}

/** What has to be added next to an existing list. */
function missing({ owner, beside = [] }: ListPlace): readonly Write[] {
  const absent = beside.filter(key => owner.get(key) === undefined)
  return owner.mapping === undefined
    ? []
    : writeKeys(owner.mapping, Object.fromEntries(absent.map(key => [key, []])))
}

/** Plain strings become objects. */
function repairs(list: Field): readonly Edit[] {
  return list.items.flatMap(item => (item.alias === undefined ? asObject(item, true) : []))
}

function malformed(field: Field, path: string): Remark {
  return {
    type: 'remark',
    code: 'SECRETS_MALFORMED',
    message: 'expected a list of pull secrets here',
    remedy: 'write a list of objects, "- name: mysecret", in the mappings that lead to it',
    text: field.inText,
    offset: (field.resolved ?? field.node).start,
    path,
  }
}
