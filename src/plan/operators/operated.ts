import { imagesOf } from '../../knowledge/operators/models/model.ts'
import type { PulledImage } from '../../knowledge/operators/pulled-image.ts'
import type { ImageSlot } from '../../knowledge/operators/image-slot.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Place } from '../../problem.ts'
import type { Findings } from '../../find/find.ts'
import { runContextOf, type Context } from './context.ts'
import { isOperated, resourceOf } from './operated-resource.ts'

/** A resource of a stream, and what operators will pull because of it. */
export type Operated = {
  readonly manifest: Manifest
  readonly place: Place
  readonly images: readonly PulledImage[]
}

/** What operators will pull because of the resources of a stream, in the order of the stream. */
export function operatedBy(found: Findings, context: Context): readonly Operated[] {
  const operated = found.objects.filter(({ manifest }) => isOperated(manifest))
  if (operated.length === 0) return []
  const around = runContextOf(context)
  return operated.map(({ manifest, place }) => ({
    manifest,
    place,
    images: imagesOf(resourceOf(manifest), around),
  }))
}

/** The same for the same slot, wherever it was come by. */
export function slotId({ owner, key }: ImageSlot): string {
  return `${owner.start} ${key}`
}
