import type { Found } from '../../find/find.ts'
import type { Occurrence, SecretList } from '../../find/shapes/finding.ts'
import { offsetOf } from '../../manifest/place.ts'
import { nameOf } from '../object-name.ts'
import { groupBy } from '../group-by.ts'
import { imagesByObject, servedBy } from './plan-secrets.ts'
import { holdsAny, isPulled, type PodQuestion, type PodSecrets } from './pod-question.ts'
import { hiddenBy } from './hidden-account.ts'
import { podsOfResource } from './pods-of-resource.ts'
import { isOwn, podsWithoutList } from './pods-without-list.ts'
import { startedPods } from './started-pods.ts'

/** Where the pods of a stream get their pull secrets: those that its objects run, and those that operators make for them. */
export function podsOf(question: PodQuestion): readonly PodSecrets[] {
  const images = imagesByObject(question.found.images)
  const lists = question.found.secretLists.filter(({ finding }) => finding.serves !== undefined)
  const served = new Set<Found<Occurrence>>()
  const pods: PodSecrets[] = []
  const reported = new Set<Found<SecretList>>()
  for (const list of lists) {
    const own = servedBy(list.finding, images.get(list.manifest.root) ?? [])
    // A list without any secret gives none: its images may be served by another, or by nobody.
    if (list.finding.provider === undefined && !holdsAny(list, question)) continue
    for (const image of own) served.add(image)
    if (list.finding.provider !== undefined || !own.some(image => isPulled(image, question))) continue
    reported.add(list)
    pods.push(podsOfList(list, own, question))
  }
  if (question.operated.length > 0) {
    const byObject = groupBy(question.found.secretLists, ({ manifest }) => manifest.root)
    for (const resource of question.operated)
      pods.push(...podsOfResource(resource, question, byObject, reported))
  }
  pods.push(...startedPods(question))
  // Most streams have a list for every image.
  if (served.size < question.found.images.length) pods.push(...podsWithoutList(images, served, question))
  return pods.toSorted((one, other) => offsetOf(one.place) - offsetOf(other.place))
}

/** The pods of a list: what it gives them, and what it hides from them. */
function podsOfList(
  list: Found<SecretList>,
  images: readonly Found<Occurrence>[],
  question: PodQuestion,
): PodSecrets {
  const { finding, manifest, place } = list
  const wasMade = finding.names.length === 0
  const { account } = finding
  const names = question.lists.held.get(list) ?? finding.names
  return {
    object: nameOf(manifest),
    namespace: manifest.namespace,
    pods: undefined,
    from: 'list',
    by: place.path ?? finding.path,
    ...(wasMade && account !== undefined ? hiddenBy(account, manifest, names, question) : {}),
    keepsImages: images.some(image => isOwn(image) && !isPulled(image, question)),
    isKnown: true,
    place,
  }
}
