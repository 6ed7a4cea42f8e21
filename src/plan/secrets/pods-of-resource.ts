import type { Found } from '../../find/find.ts'
import type { SecretList } from '../../find/shapes/finding.ts'
import { podAccountsOf, type PodAccount } from '../../knowledge/accounts.ts'
import type { PulledImage } from '../../knowledge/operators/pulled-image.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Place } from '../../problem.ts'
import type { Field } from '../../yaml/field.ts'
import { fieldsAt } from '../../yaml/fields-at.ts'
import { parsePath } from '../../yaml/path.ts'
import type { OperatorImage } from '../entry.ts'
import { nameOf } from '../object-name.ts'
import type { Operated } from '../operators/operated.ts'
import { asRead, textIn } from './account-row.ts'
import { ownLists, type ListsByObject } from './lists-by-object.ts'
import { holdsAny, type PodQuestion, type PodSecrets } from './pod-question.ts'
import { hiddenBy, knownAccount } from './hidden-account.ts'

/** The pods that operators make for a resource, as their models tell. */
export function podsOfResource(
  { manifest, place, images }: Operated,
  question: PodQuestion,
  byObject: ListsByObject,
  reported: ReadonlySet<Found<SecretList>>,
): readonly PodSecrets[] {
  const object = nameOf(manifest)
  return podAccountsOf(manifest).flatMap((found): readonly PodSecrets[] => {
    const pulled = images.filter(({ pods }) => pods === found.pods)
    const [first] = pulled
    if (first === undefined) return []
    const row = asRead(found, manifest, question.versionFor)
    const common = { object, pods: row.pods, keepsImages: false, isKnown: true, place }
    const list = ownLists(byObject, row, manifest).find(own => holdsAny(own, question))
    const account = question.named.get(manifest.root)
    const pin = pinWithSecret(pulled, place, question)
    return runsOf(row, manifest).flatMap(({ namespace, accounts: written }): readonly PodSecrets[] => {
      // Secrets of a list of the resource are reported with that list.
      if (list !== undefined && reported.has(list) && namespace === manifest.namespace) return []
      const runs = { namespace, accounts: account === undefined ? written : [account] }
      return sourcesOf(row, runs, { list, first, pin }, question).map(source => ({
        ...common,
        namespace,
        ...source,
      }))
    })
  })
}

/** What the pods of a row pull, and the list of the resource that gives them secrets. */
type PodsOfRow = {
  readonly list: Found<SecretList> | undefined
  readonly first: PulledImage
  /** An image object that has the secrets. */
  readonly pin: PulledImage | undefined
}

/** Where pods of a row in one namespace get their secrets: of one place, or for each account by itself. */
function sourcesOf(
  { providers }: PodAccount,
  { namespace, accounts }: Runs,
  { list, first, pin }: PodsOfRow,
  question: PodQuestion,
): readonly Pick<PodSecrets, 'from' | 'by' | 'hides' | 'lost' | 'only'>[] {
  const here = { namespace }
  const hidden = (wasThere: boolean, given = question.secretNames): Pick<PodSecrets, 'hides' | 'lost'> =>
    wasThere
      ? {}
      : (accounts
          .map(name => hiddenBy(name, here, given, question))
          .find(({ hides }) => hides !== undefined) ?? {})
  if (list !== undefined) {
    const { names, path } = list.finding
    return [{ from: 'list', by: path, ...hidden(names.length > 0, question.lists.held.get(list)) }]
  }
  const by = providers?.join(' or ')
  const given = by === undefined ? [] : question.supplied(first.pods, namespace)
  const isGivenAll = question.secretNames.every(name => given.includes(name))
  if (by !== undefined && given.length > 0 && isGivenAll) {
    return [{ from: 'operator', by, ...hidden(question.wasSupplied(first.pods, namespace)) }]
  }
  if (pin?.slot !== undefined) {
    const { key, secret } = pin.slot
    return [{ from: 'list', by: key, ...hidden(secret !== undefined) }]
  }
  if (by !== undefined && given.length > 0) return [{ from: 'operator', by, only: given }]
  return accounts.map(name => ({ from: knownAccount(name, here, question) ? 'account' : 'nobody', by: name }))
}

/** The first image whose object gives the pods their secrets: one that is made takes them along, one that is there names one, or takes over that of the one above. */
function pinWithSecret(
  pulled: readonly PulledImage[],
  { object }: Place,
  { operatorImages }: PodQuestion,
): PulledImage | undefined {
  const taking = pulled.filter(({ slot }) => slot?.takesSecret === true)
  if (taking.length === 0) return undefined
  const pinned = pinnedByObject(operatorImages).get(object)
  return taking.find(({ slot, component }) => slot?.secret !== undefined || pinned?.has(component) === true)
}

type PinnedByObject = ReadonlyMap<string | undefined, ReadonlySet<string>>

/** Every resource of a stream looks for its own. */
const known = new WeakMap<readonly OperatorImage[], PinnedByObject>()

/** The components whose images are named by an object after the run. */
function pinnedByObject(images: readonly OperatorImage[]): PinnedByObject {
  const former = known.get(images)
  if (former !== undefined) return former
  const pinned = new Map<string | undefined, Set<string>>()
  for (const { isPinned, component, place } of images) {
    if (!isPinned) continue
    const own = pinned.get(place.object) ?? new Set()
    pinned.set(place.object, own.add(component))
  }
  known.set(images, pinned)
  return pinned
}

/** Pods of a row in one namespace, and the accounts they run under. */
type Runs = { readonly namespace: string | undefined; readonly accounts: readonly string[] }

/** Where the pods of a row run, and under which accounts: an item may have a namespace or an account of its own. */
function runsOf(row: PodAccount, manifest: Manifest): readonly Runs[] {
  const { root } = manifest
  const common = textIn(root, row.fields) ?? row.default
  const { each, namespaces } = row
  const items = namespaces === undefined ? [] : fieldsAt(root, parsePath(namespaces.items))
  const groups = new Map<string | undefined, Set<string>>()
  for (const item of items.length === 0 ? [undefined] : items) {
    const own = item === undefined ? undefined : textIn(item, [namespaces?.field ?? ''])
    const below = each === undefined ? [] : fieldsAt(item ?? root, parsePath(pathBelow(item, row)))
    if (item !== undefined && each !== undefined && below.length === 0 && !isCommon(root, row)) continue
    const accounts = groups.get(own ?? manifest.namespace) ?? new Set()
    groups.set(own ?? manifest.namespace, accounts)
    for (const one of below.length === 0 ? [undefined] : below)
      accounts.add((one === undefined ? undefined : textIn(one, each?.fields ?? [])) ?? common)
  }
  return [...groups].map(([namespace, accounts]) => ({ namespace, accounts: [...accounts] }))
}

/** Whether the resource asks for the pods of a row once for all of its items. */
function isCommon(root: Field, { fields: [field = ''] }: PodAccount): boolean {
  return fieldsAt(root, parsePath(field.slice(0, field.lastIndexOf('/')))).length > 0
}

/** The path of the items with accounts: below an item with a namespace, or below the object. */
function pathBelow(item: Field | undefined, { each, namespaces }: PodAccount): string {
  const path = each?.items ?? ''
  const above = namespaces?.items ?? ''
  return item !== undefined && path.startsWith(above) ? path.slice(above.length + 1) : path
}
