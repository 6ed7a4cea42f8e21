import { listIn, lookupOf, type Body, type Lookup } from './lookup.ts'
import type { ClusterReader, ReadAnswer } from './reader.ts'

/** An object as the cluster holds it, with its kind, which lists leave out. */
export type ClusterObject = {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: ObjectMetadata
  readonly [key: string]: unknown
}

export type ObjectMetadata = {
  readonly name?: string
  readonly namespace?: string
  readonly ownerReferences?: readonly {
    readonly kind: string
    readonly name: string
    readonly controller?: boolean
  }[]
  readonly [key: string]: unknown
}

/** A kind of objects that a cluster serves. */
export type ServedKind = {
  readonly apiVersion: string
  readonly kind: string
  /** The collection, as in `/apis/apps/v1` and `deployments`. */
  readonly root: string
  readonly plural: string
  readonly isNamespaced: boolean
}

/** What could not be read, and why: a clause without a final stop. */
export type Unread = { readonly what: string; readonly reason: string }

const pageSize = 500
const right = 'list them'

/** The kinds of the groups that the cluster serves, each in its preferred version; the core group is `''`. */
export async function servedKinds(
  reader: ClusterReader,
  groups: ReadonlySet<string>,
): Promise<{ readonly kinds: readonly ServedKind[]; readonly unread: readonly Unread[] }> {
  const found = lookupOf(await reader.get('/apis'), right, groupsIn)
  if (found.kind !== 'found') return { kinds: [], unread: [unreadOf('the API groups', found)] }
  const requested = found.value.filter(({ name }) => groups.has(name) || groups.has('*'))
  const roots = [
    ...(groups.has('') || groups.has('*') ? [{ apiVersion: 'v1', root: '/api/v1' }] : []),
    ...requested.map(({ preferredVersion: { groupVersion } }) => ({
      apiVersion: groupVersion,
      root: `/apis/${groupVersion}`,
    })),
  ]
  const kinds: ServedKind[] = []
  const unread: Unread[] = []
  for (const { apiVersion, root } of roots) {
    const served = lookupOf(await reader.get(root), right, body => kindsIn(body, apiVersion, root))
    if (served.kind === 'found') kinds.push(...served.value)
    else unread.push(unreadOf(apiVersion, served))
  }
  return { kinds, unread }
}

type ApiGroup = { readonly name: string; readonly preferredVersion: { readonly groupVersion: string } }

type ApiResource = {
  readonly name: string
  readonly kind: string
  readonly namespaced: boolean
  readonly verbs: readonly string[]
}

function groupsIn(body: Body<{ readonly groups: readonly ApiGroup[] }>): readonly ApiGroup[] {
  return listIn(body.groups)
}

function kindsIn(
  body: Body<{ readonly resources: readonly ApiResource[] }>,
  apiVersion: string,
  root: string,
): readonly ServedKind[] {
  return listIn(body.resources)
    .filter(({ name, verbs }) => !name.includes('/') && verbs.includes('list'))
    .map(({ name, kind, namespaced }) => ({ apiVersion, kind, root, plural: name, isNamespaced: namespaced }))
}

/**
 * Reads all objects of a kind, page by page, and hands each page on before it requests the next. Without a namespace,
 * those of all namespaces. When the cluster forgets where the list was (410), it goes on from where the cluster says.
 */
export async function readPages(
  reader: ClusterReader,
  kind: ServedKind,
  namespace: string | undefined,
  onPage: (objects: readonly ClusterObject[]) => void,
  only?: 'metadata',
): Promise<Unread | undefined> {
  const inside =
    namespace === undefined || !kind.isNamespaced ? '' : `/namespaces/${encodeURIComponent(namespace)}`
  const path = `${kind.root}${inside}/${kind.plural}?limit=${pageSize}`
  let next = ''
  do {
    const from = next === '' ? '' : `&continue=${encodeURIComponent(next)}`
    const page = pageOf(await reader.get(`${path}${from}`, only), kind)
    if (page.kind !== 'found') return unreadOf(kind.plural, page)
    onPage(page.value.objects)
    next = page.value.next
  } while (next !== '')
  return undefined
}

/** Some objects of a list, and where the next are; empty where there are none. */
type Page = { readonly objects: readonly ClusterObject[]; readonly next: string }

type List = {
  readonly items: readonly { readonly metadata?: ObjectMetadata }[]
  readonly metadata: { readonly continue?: string }
}

function pageOf(answer: ReadAnswer, { apiVersion, kind }: ServedKind): Lookup<Page> {
  if (answer.kind === 'answer' && answer.status === 410) return resumedPage(answer.body)
  return lookupOf(answer, right, ({ items, metadata }: Body<List>) => ({
    objects: listIn(items).map(item => ({ ...item, apiVersion, kind, metadata: item.metadata ?? {} })),
    next: metadata?.continue ?? '',
  }))
}

/** Where a list goes on that expired. */
function resumedPage(body: unknown): Lookup<Page> {
  const next = (body as Body<List> | null | undefined)?.metadata?.continue ?? ''
  if (next === '') return { kind: 'unknown', reason: 'the list expired' }
  return { kind: 'found', value: { objects: [], next } }
}

function unreadOf(what: string, lookup: Exclude<Lookup<unknown>, { readonly kind: 'found' }>): Unread {
  return { what, reason: lookup.kind === 'absent' ? 'the cluster answered 404' : lookup.reason }
}
