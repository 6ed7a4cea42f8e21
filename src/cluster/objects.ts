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

/** The kinds of the groups that the cluster serves, each in its preferred version; the core group is `''`. */
export async function servedKinds(
  reader: ClusterReader,
  groups: ReadonlySet<string>,
): Promise<{ readonly kinds: readonly ServedKind[]; readonly unread: readonly Unread[] }> {
  const found = await reader.get('/apis')
  if (!isFound(found)) return { kinds: [], unread: [{ what: 'the API groups', reason: reasonOf(found) }] }
  const { groups: list = [] } = found.body as { groups?: readonly ApiGroup[] }
  const requested = list.filter(({ name }) => groups.has(name) || groups.has('*'))
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
    const answer = await reader.get(root)
    if (!isFound(answer)) unread.push({ what: apiVersion, reason: reasonOf(answer) })
    else kinds.push(...kindsIn(answer.body, apiVersion, root))
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

function kindsIn(body: unknown, apiVersion: string, root: string): readonly ServedKind[] {
  const { resources = [] } = body as { resources?: readonly ApiResource[] }
  return resources
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
  let next: string | undefined = ''
  while (next !== undefined) {
    const answer: ReadAnswer = await reader.get(
      next === '' ? path : `${path}&continue=${encodeURIComponent(next)}`,
      only,
    )
    const isExpired = answer.kind === 'answer' && answer.status === 410
    if (!isFound(answer) && !isExpired) return { what: kind.plural, reason: reasonOf(answer) }
    const { items = [], metadata = {} } = (answer as { body: List }).body
    if (isExpired && metadata.continue === undefined) return { what: kind.plural, reason: 'the list expired' }
    onPage(
      items.map(item => ({
        ...item,
        apiVersion: kind.apiVersion,
        kind: kind.kind,
        metadata: item.metadata ?? {},
      })),
    )
    next = metadata.continue === '' ? undefined : metadata.continue
  }
  return undefined
}

type List = {
  readonly items?: readonly { readonly metadata?: ObjectMetadata }[]
  readonly metadata?: { readonly continue?: string }
}

function isFound(
  answer: ReadAnswer,
): answer is ReadAnswer & { readonly kind: 'answer'; readonly body: object } {
  return (
    answer.kind === 'answer' &&
    answer.status === 200 &&
    typeof answer.body === 'object' &&
    answer.body !== null
  )
}

function reasonOf(answer: ReadAnswer): string {
  if (answer.kind === 'unknown') return answer.reason
  if (answer.status === 401) return 'the cluster does not accept our credentials'
  if (answer.status === 403) return 'we are not allowed to list them'
  return `the cluster answered ${answer.status}`
}
