import { isOtherValue } from '../../knowledge/images/look-alikes.ts'
import { isKnownNamespace, isOfficialImage } from '../../knowledge/images/official-images.ts'
import { isRefusal } from '../../reference/refusal.ts'
import type { Around } from '../around.ts'
import type { JoinedImage } from '../shapes/image-parts.ts'
import { placeholderFiller } from '../shapes/placeholder.ts'
import { takeParts } from './taken.ts'
import type { Walk } from '../walk.ts'

/** Siblings that say of a repository that it is not one of source code. */
const pullKeys = /^(?:pullPolicy|imagePullPolicy|pullSecrets?|imagePullSecrets?|tag|digest|sha)$/

/** A repository without a registry and a version: where something says that it is one of images, a possible image. */
export function findRepositoryAlone(
  walk: Walk,
  image: JoinedImage,
  { isImage, key = '' }: { readonly isImage: boolean; readonly key: string | undefined },
  around: Around,
): void {
  const { reference, written, siblings } = image
  const field = siblings.get(key)
  if (field === undefined || isRefusal(reference) || reference.registry !== undefined) return
  const { isPolicy, isMachine, isStatus } = around.evidence
  if (isPolicy === true || isMachine === true || isStatus === true) return
  const { repository } = reference
  const isCalled =
    isImage ||
    /image/i.test(key) ||
    isKnownNamespace(repository) ||
    isOfficialImage(repository) ||
    siblings.owner.entries.some(([name]) => pullKeys.test(name))
  if (!isCalled || isOtherValue(written) || placeholderFiller(written) !== undefined) return
  const why = 'its parts name no registry, and only its chart or operator knows what comes in front'
  const { inText: text, path, node } = field
  walk.add({ type: 'possible', text, written, reference, why, offset: node.start, path }, around)
  takeParts(walk, image.siblings, image.row.keys)
}
