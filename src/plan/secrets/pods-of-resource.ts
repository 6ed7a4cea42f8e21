import type { Found } from '../../find/find.ts'
import type { SecretList } from '../../find/shapes/finding.ts'
import { podAccountsOf, type PodAccount } from '../../knowledge/accounts.ts'
import type { PulledImage } from '../../knowledge/operators/pulled-image.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Place } from '../../problem.ts'
import type { Field } from '../../yaml/field.ts'
import { fieldsAt } from '../../yaml/fields-at.ts'
import { parsePath } from '../../yaml/path.ts'
import { nameOf } from '../object-name.ts'
import type { Operated } from '../operators/operated.ts'
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
  const { named } = question
  return podAccountsOf(manifest).flatMap((row): readonly PodSecrets[] => {
    const pulled = images.filter(({ pods }) => pods === row.pods)
    const [first] = pulled
    if (first === undefined) return []
    const common = { object: nameOf(manifest), pods: row.pods, keepsImages: false, isKnown: true, place }
    const list = ownLists(byObject, row, manifest).find(own => holdsAny(own, question))
    // Secrets of a list of the resource are reported with that list.
    if (list !== undefined && reported.has(list)) return []
    const account = named.get(manifest.root)
    const accounts = account === undefined ? accountsNamed(row, manifest) : [account]
    const hidden = (wasThere: boolean, given = question.secretNames): Pick<PodSecrets, 'hides' | 'lost'> =>
      wasThere
        ? {}
        : (accounts
            .map(name => hiddenBy(name, manifest, given, question))
            .find(({ hides }) => hides !== undefined) ?? {})
    if (list !== undefined) {
      const { names, path } = list.finding
      return [
        { ...common, from: 'list', by: path, ...hidden(names.length > 0, question.lists.held.get(list)) },
      ]
    }
    const { namespace } = manifest
    if (row.providers !== undefined && question.supplied(first.pods, namespace)) {
      const by = row.providers.join(' or ')
      return [{ ...common, from: 'operator', by, ...hidden(question.wasSupplied(first.pods, namespace)) }]
    }
    const pin = pulled.find(image => isPinnedWithSecret(image, place, question))
    if (pin?.slot !== undefined) {
      const { key, secret } = pin.slot
      return [{ ...common, from: 'list', by: key, ...hidden(secret !== undefined) }]
    }
    return accounts.map(name => ({
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
function accountsNamed(row: PodAccount, manifest: Manifest): readonly string[] {
  const { root } = manifest
  const named = (field: Field, paths: readonly string[]): string | undefined => {
    for (const path of paths) {
      const [name] = fieldsAt(field, parsePath(path)).flatMap(({ text }) => text ?? [])
      if (name !== undefined && name !== '') return name
    }
    return undefined
  }
  const common = named(root, row.fields) ?? row.default
  const items = row.each === undefined ? [] : fieldsAt(root, parsePath(row.each.items))
  if (items.length === 0) return [common]
  return Array.from(new Set(items.map(item => named(item, row.each?.fields ?? []) ?? common)))
}
