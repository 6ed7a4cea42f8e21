import type { Edit } from '../../edit/edit.ts'
import { appendItems, fillNull, insertPairs, isJson } from '../../edit/insert.ts'
import { pairOf, textAt } from '../../yaml/lookup.ts'
import { joinKey } from '../../yaml/path.ts'
import type { Data } from '../../edit/print.ts'
import { quotePlain } from '../../yaml/quote.ts'
import type { Text } from '../../yaml/text.ts'
import { resolve, type Mapping, type Node, type Sequence } from '../../yaml/node.ts'
import { isNull, textEnd, valueOf } from '../../yaml/scalar.ts'
import type { Finding, Remark, SecretList } from './finding.ts'

/** Where a list of pull secrets is, or belongs. */
export type SecretSite = {
  readonly text: Text
  /** The deepest mapping on the way that exists. */
  readonly owner: Mapping
  /** The path of `owner`. */
  readonly path: string
  /** The keys from there to the list, the last one being the list's own. */
  readonly keys: readonly string[]
  /** Keys that the list's mapping must have too, with an empty list, when it is made or lacks them. */
  readonly beside?: readonly string[]
  readonly account: string | undefined
  readonly images?: readonly number[] | undefined
  /** Whether a new list goes behind the other keys instead of in front of them. */
  readonly last?: boolean
}

/**
 * A list of pull secrets (`- name: key`). Names that are there stay in their order; null and empty lists are filled, a
 * missing list is made with everything on the way to it, and plain strings, which charts write by mistake, become the
 * objects that Kubernetes wants.
 */
export function readPullSecrets(site: SecretSite): Finding {
  const { text, owner, keys } = site
  const key = keys[0] ?? ''
  const list = resolve(pairOf(text.source, owner, key)?.value)
  const path = keys.reduce(joinKey, site.path)
  const common = { type: 'secrets', text, path, account: site.account, images: site.images } as const
  if (list?.type === 'sequence' && keys.length === 1) {
    const names = namesOf(text.source, list)
    return {
      ...common,
      offset: list.start,
      names,
      add: added => [...repairs(text.source, list), ...append(text.source, list, added), ...missing(site)],
    }
  }
  if (list !== undefined && !(list.type === 'scalar' && isNull(text.source, list)))
    return malformed(text, list, keys.length === 1 ? path : joinKey(site.path, key))
  return {
    ...common,
    offset: list?.start ?? owner.start,
    names: [],
    add: added => make(site, added),
  } satisfies SecretList
}

function make(site: SecretSite, added: readonly string[]): readonly Edit[] {
  const { text, owner, keys } = site
  const list: Data = added.map(name => ({ name }))
  const inner = keys.length === 1 ? [] : (site.beside ?? [])
  const data = keys.toReversed().reduce<Data>((value, key, depth) => {
    if (depth === 0) return { ...Object.fromEntries(inner.map(name => [name, []])), [key]: value }
    return { [key]: value }
  }, list)
  const first = keys[0] ?? ''
  const value = (data as Record<string, Data>)[first] ?? list
  const existing = resolve(pairOf(text.source, owner, first)?.value)
  if (existing?.type === 'scalar')
    return [fillNull(text.source, existing, value, isJson(text.source, owner)), ...missing(site)]
  const edit = insertPairs(text.source, owner, { ...besides(site), [first]: value }, site.last ?? false)
  return edit === undefined ? [] : [edit]
}

/** What must stand beside the list in a mapping that exists already. */
function missing(site: SecretSite): readonly Edit[] {
  const data = besides(site)
  const edit = Object.keys(data).length === 0 ? undefined : insertPairs(site.text.source, site.owner, data)
  return edit === undefined ? [] : [edit]
}

/** Empty lists for the keys that must stand beside the list and do not, when its own mapping exists. */
function besides(site: SecretSite): { readonly [key: string]: Data } {
  const { text, owner, keys, beside = [] } = site
  const absent = keys.length > 1 ? [] : beside.filter(key => pairOf(text.source, owner, key) === undefined)
  return Object.fromEntries(absent.map(key => [key, []]))
}

function append(source: string, list: Sequence, added: readonly string[]): readonly Edit[] {
  return added.length === 0
    ? []
    : [
        appendItems(
          source,
          list,
          added.map(name => ({ name })),
        ),
      ]
}

/** Plain strings become objects. */
function repairs(source: string, list: Sequence): readonly Edit[] {
  return list.items.flatMap(item => {
    if (item.type !== 'scalar' || isNull(source, item)) return []
    const name = valueOf(source, item)
    if (!item.flow && item.style === 'plain') return [{ start: item.start, end: item.start, text: 'name: ' }]
    const text = item.flow
      ? `{${item.style === 'double' ? '"name"' : 'name'}: ${source.slice(item.start, item.end)}}`
      : `name: ${quotePlain(name, false)}`
    return [{ start: item.start, end: textEnd(source, item), text }]
  })
}

/** Names of a list's items, objects or plain strings. */
function namesOf(source: string, list: Sequence): readonly string[] {
  return list.items.flatMap(item => {
    const node = resolve(item)
    if (node?.type === 'mapping') return textAt(source, node, 'name') ?? []
    return node?.type === 'scalar' && !isNull(source, node) ? [valueOf(source, node)] : []
  })
}

function malformed(text: Text, node: Node, path: string): Remark {
  return {
    type: 'remark',
    code: 'SECRETS_MALFORMED',
    message: 'pull secrets belong here, and what stands here cannot hold them',
    remedy: 'write a list of objects, "- name: mysecret", in the mappings that lead to it',
    text,
    offset: node.start,
    path,
  }
}
