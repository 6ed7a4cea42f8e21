import type { Found } from '../../find/find.ts'
import type { Occurrence } from '../../find/shapes/finding.ts'
import { podAccountsOf } from '../../knowledge/accounts.ts'
import { isWithoutPods } from '../../knowledge/images/without-pods.ts'
import { secretFieldOf } from '../../knowledge/secret-fields.ts'
import { isCustomResource, type Manifest } from '../../manifest/manifest.ts'
import type { Field } from '../../yaml/field.ts'
import { fieldsAt } from '../../yaml/fields-at.ts'
import { parsePath } from '../../yaml/path.ts'
import { nameOf } from '../object-name.ts'
import { accountNear } from './account-name.ts'
import { fieldOf } from './lists-by-object.ts'
import { isBelow } from './below.ts'
import { isPulled, type PodQuestion, type PodSecrets } from './pod-question.ts'
import { knownAccount } from './hidden-account.ts'

/** Images of custom resources that no list serves, and that no row knows: one entry for each object and account. */
export function podsWithoutList(
  images: ReadonlyMap<Field, readonly Found<Occurrence>[]>,
  served: ReadonlySet<Found<Occurrence>>,
  question: PodQuestion,
): readonly PodSecrets[] {
  return [...images.values()].flatMap(own => {
    const pods = new Map<string, PodSecrets>()
    let isNamed: boolean | undefined
    for (const image of own) {
      if (served.has(image) || !isPulled(image, question) || !isRun(image)) continue
      if (isOfRow(image) || isNamedOnly(image)) continue
      const { manifest, finding, place } = image
      const field = secretFieldOf(manifest)?.path
      if (field !== undefined && (isNamed ??= isNamedIn(field, manifest, question))) continue
      const account = accountNear(manifest, finding.path) ?? 'default'
      if (pods.has(account)) continue
      const from = knownAccount(account, manifest, question) ? 'account' : 'nobody'
      const object = nameOf(manifest)
      pods.set(account, {
        object,
        namespace: manifest.namespace,
        pods: undefined,
        from,
        by: account,
        keepsImages: false,
        isKnown: false,
        ...(field === undefined ? {} : { field }),
        place,
      })
    }
    return [...pods.values()]
  })
}

/** An image of a custom resource that something runs. */
function isRun({ finding, manifest }: Found<Occurrence>): boolean {
  return isCustomResource(manifest) && isOwn({ finding })
}

/** Whether a field names one of the requested secrets, wherever it is in the object. */
function isNamedIn(path: string, { root }: Manifest, { secretNames }: PodQuestion): boolean {
  const fields = fieldsAt(root, parsePath(path))
  return fields.length > 0 && fields.every(({ text }) => text !== undefined && secretNames.includes(text))
}

/** Not a word in an argument or a variable of a container. */
export function isOwn({ finding }: Pick<Found<Occurrence>, 'finding'>): boolean {
  if (finding.container !== undefined && !finding.path.endsWith('/image')) return false
  return !/\/(?:args|command|env)(?:\[|$)/.test(finding.path)
}

/** An image that its object names for others. */
function isNamedOnly({ finding, manifest }: Found<Occurrence>): boolean {
  return isWithoutPods(manifest.group, manifest.kind, fieldOf(finding.path, manifest))
}

function isOfRow({ finding, manifest }: Found<Occurrence>): boolean {
  const field = fieldOf(finding.path, manifest)
  return podAccountsOf(manifest).some(row => row.images?.some(path => isBelow(field, path)) === true)
}
