import type { Found, Findings } from '../../find/find.ts'
import type { Occurrence, SecretList } from '../../find/shapes/finding.ts'
import { accountNear } from './account-name.ts'
import { podAccountsOf, type PodAccount } from '../../knowledge/accounts.ts'
import type { PodKind, PulledImage } from '../../knowledge/operators/pulled-image.ts'
import type { Operated } from '../operators/operated.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Place } from '../../problem.ts'
import { locate } from '../../yaml/locate.ts'
import { textOf } from '../../yaml/lookup.ts'
import type { Mapping } from '../../yaml/node.ts'
import { parsePath } from '../../yaml/path.ts'
import { nameOf, type ObjectName, type OperatorImage } from '../entry.ts'
import type { Fates } from '../plan-images.ts'
import { sameNamespace } from './account.ts'
import type { SecretEnvironment } from './environment.ts'
import { groupBy } from './group.ts'
import { fieldOf, ownLists } from './spare.ts'
import { imagesByObject, isBelow, servedBy, type SecretPlan } from './plan-secrets.ts'

/** Pods that pull images which were moved, and where their pull secrets come from. */
export type PodSecrets = {
  readonly object: ObjectName
  /** Which pods of the object, where its operator makes several kinds of them. */
  readonly pods: string | undefined
  /** `nobody`: neither the object nor anything in the run gives them the secrets. */
  readonly from: 'list' | 'account' | 'operator' | 'nobody'
  /** The path of the list, the name of the account, or what the operator reads; with `nobody` the account that could. */
  readonly by: string
  /** Whether a list was made that hides the secrets of an account which is not in the run. */
  readonly hides?: string
  /** Whether some image of the pods stays where it is, so that they may need other secrets as well. */
  readonly keepsImages: boolean
  /** Whether the kind is known to have no field for them. */
  readonly isKnown: boolean
  readonly place: Place
}

/** What is asked of one stream. */
export type PodQuestion = {
  readonly found: Findings
  readonly fates: Fates
  readonly lists: SecretPlan
  readonly environment: SecretEnvironment
  readonly operatorImages: readonly OperatorImage[]
  readonly operated: readonly Operated[]
  /** Whether operators give pods of a kind all that is asked for by themselves. */
  readonly supplied: (pods: PodKind, namespace: string | undefined) => boolean
  /** The accounts that objects name now, where values files ask for others. */
  readonly named: ReadonlyMap<Mapping, string>
}

/** Where the pods of a stream get their pull secrets: those that its objects run, and those that operators make for them. */
export function podsOf(question: PodQuestion): readonly PodSecrets[] {
  const images = imagesByObject(question.found.images)
  const lists = question.found.secretLists.filter(({ finding }) => finding.serves !== undefined)
  const served = new Set<Found<Occurrence>>()
  const pods: PodSecrets[] = []
  const told = new Set<Found<SecretList>>()
  for (const list of lists) {
    const own = servedBy(list.finding, images.get(list.manifest.root) ?? [])
    for (const image of own) served.add(image)
    if (own.length === 0 || list.finding.provider !== undefined) continue
    if (!holdsAny(list, question) || !own.some(image => isPulled(image, question))) continue
    told.add(list)
    pods.push(podsOfList(list, own, question))
  }
  const byObject = groupBy(question.found.secretLists, ({ manifest }) => manifest.root)
  for (const resource of question.operated) pods.push(...podsOfResource(resource, question, byObject, told))
  return [...pods, ...podsWithoutList(images, served, question)]
}

function holdsAny(list: Found<SecretList>, { lists }: PodQuestion): boolean {
  return (lists.held.get(list) ?? list.finding.names).length > 0
}

function isPulled({ finding }: Found<Occurrence>, { fates }: PodQuestion): boolean {
  const fate = fates.get(finding)
  return fate !== undefined && fate !== 'excluded'
}

function podsOfList(
  list: Found<SecretList>,
  images: readonly Found<Occurrence>[],
  question: PodQuestion,
): PodSecrets {
  const { finding, manifest, place } = list
  const wasMade = finding.names.length === 0
  const isSeen = finding.account === undefined || knownAccount(finding.account, manifest, question)
  return {
    object: nameOf(manifest),
    pods: undefined,
    from: 'list',
    by: finding.path,
    ...(wasMade && !isSeen && finding.account !== undefined ? { hides: finding.account } : {}),
    keepsImages: images.some(image => isOwn(image) && !isPulled(image, question)),
    isKnown: true,
    place,
  }
}

/** The pods that operators make for a resource, as their models tell. */
function podsOfResource(
  { manifest, place, images }: Operated,
  question: PodQuestion,
  byObject: SecretEnvironment['lists'],
  told: ReadonlySet<Found<SecretList>>,
): readonly PodSecrets[] {
  const { named, supplied } = question
  return podAccountsOf(manifest).flatMap((row): readonly PodSecrets[] => {
    const pulled = images.filter(({ pods }) => pods === row.pods)
    const [first] = pulled
    if (first === undefined) return []
    const common = { object: nameOf(manifest), pods: row.pods, keepsImages: false, isKnown: true, place }
    const list = ownLists(byObject, row, manifest).find(own => holdsAny(own, question))
    // What a list of the resource gives is told with that list.
    if (list !== undefined && told.has(list)) return []
    if (list !== undefined) return [{ ...common, from: 'list', by: list.finding.path }]
    if (supplied(first.pods, manifest.namespace))
      return [{ ...common, from: 'operator', by: row.providers?.join(' or ') ?? '' }]
    const pin = pulled.find(image => isPinnedWithSecret(image, place, question))
    if (pin?.slot !== undefined) return [{ ...common, from: 'list', by: pin.slot.key }]
    const account = named.get(manifest.root)
    return (account === undefined ? accountsNamed(row, manifest) : [account]).map(name => ({
      ...common,
      from: knownAccount(name, manifest, question) ? 'account' : 'nobody',
      by: name,
    }))
  })
}

/** Image objects that are made take the secret along; those that are there name one, or take over that of the one above. */
function isPinnedWithSecret(
  { slot, component }: PulledImage,
  place: Place,
  { operatorImages }: PodQuestion,
): boolean {
  if (slot?.takesSecret !== true) return false
  if (slot.secret !== undefined) return true
  return operatorImages.some(
    image => image.isPinned && image.component === component && image.place.object === place.object,
  )
}

/** The accounts of the pods of a row: one for each item that names its own, else that of the resource. */
function accountsNamed(row: PodAccount, { text, root }: Manifest): readonly string[] {
  const named = (node: Parameters<typeof locate>[1], fields: readonly string[]): string | undefined => {
    for (const field of fields) {
      const [name] = locate(text.source, node, parsePath(field)).flatMap(
        found => textOf(text.source, found.node) ?? [],
      )
      if (name !== undefined && name !== '') return name
    }
    return undefined
  }
  const common = named(root, row.fields) ?? row.default
  const items = row.each === undefined ? [] : locate(text.source, root, parsePath(row.each.items))
  if (items.length === 0) return [common]
  return Array.from(new Set(items.map(({ node }) => named(node, row.each?.fields ?? []) ?? common)))
}

function knownAccount(name: string, { namespace }: Manifest, { environment }: PodQuestion): boolean {
  return (environment.accounts.get(name) ?? []).some(account => sameNamespace(account.namespace, namespace))
}

/** Images of custom resources that no list serves, and that no row knows: one entry for each object and account. */
function podsWithoutList(
  images: ReadonlyMap<Mapping, readonly Found<Occurrence>[]>,
  served: ReadonlySet<Found<Occurrence>>,
  question: PodQuestion,
): readonly PodSecrets[] {
  return Array.from(images.values()).flatMap(own => {
    const pods = new Map<string, PodSecrets>()
    for (const image of own) {
      if (served.has(image) || !isPulled(image, question) || !isRun(image)) continue
      if (isOfRow(image)) continue
      const { manifest, finding, place } = image
      const account = accountNear(manifest, finding.path) ?? 'default'
      if (pods.has(account)) continue
      const from = knownAccount(account, manifest, question) ? 'account' : 'nobody'
      const object = nameOf(manifest)
      pods.set(account, {
        object,
        pods: undefined,
        from,
        by: account,
        keepsImages: false,
        isKnown: false,
        place,
      })
    }
    return Array.from(pods.values())
  })
}

/** An image of a custom resource that something runs. */
function isRun({ finding, manifest }: Found<Occurrence>): boolean {
  const isCustom = manifest.group.includes('.') && !manifest.group.endsWith('.k8s.io')
  return isCustom && isOwn({ finding })
}

/** Not a word in an argument or a variable of a container. */
function isOwn({ finding }: Pick<Found<Occurrence>, 'finding'>): boolean {
  if (finding.container !== undefined && !finding.path.endsWith('/image')) return false
  return !/\/(?:args|command|env)(?:\[|$)/.test(finding.path)
}

function isOfRow({ finding, manifest }: Found<Occurrence>): boolean {
  const field = fieldOf(finding.path, manifest)
  return podAccountsOf(manifest).some(row => row.images?.some(path => isBelow(field, path)) === true)
}
