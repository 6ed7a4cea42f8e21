import { resources, isOfKind } from '../../knowledge/resource.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import { writeKeys } from '../../edit/write.ts'
import { suppliedSecrets } from '../../knowledge/operators/models/pod-secrets.ts'
import type { PodKind, PulledImage } from '../../knowledge/operators/pulled-image.ts'
import type { ImageSlot } from '../../knowledge/operators/image-slot.ts'
import type { Findings, Found } from '../../find/find.ts'
import { changed } from '../../find/shapes/changed.ts'
import {
  streamOffsetOf,
  type ImageGroup,
  type Occurrence,
  type SecretList,
} from '../../find/shapes/finding.ts'
import { runContextOf, type Context } from './context.ts'
import { explainConfigs } from './explain-config.ts'
import { isImageConfig } from './operated-resource.ts'
import { slotId, type Operated } from './operated.ts'
import { slotValue } from './slot-parts.ts'

/** An image object that is written, and the images that operators make of it. */
type Written = { readonly slot: ImageSlot; readonly images: readonly PulledImage[] }

/**
 * The findings, with image objects read as their operator reads them: what an object lacks comes from the defaults of
 * its schema, from objects above it, from the ImageConfig and from the operator's code. Lists of pull secrets know which
 * names the operator adds by itself once `added` is in its configuration, and objects those that they take over from the object above.
 */
export function explainFindings(
  found: Findings,
  operated: readonly Operated[],
  context: Context,
  added: readonly string[],
): Findings {
  if (operated.length === 0 && !found.objects.some(({ manifest }) => isImageConfig(manifest))) return found
  const written = writtenObjects(operated)
  const around = runContextOf(context)
  return {
    text: found.text,
    file: found.file,
    positions: found.positions,
    images: explainConfigs(found.images, around).flatMap(image => explainImage(image, written)),
    possible: found.possible,
    secretLists: found.secretLists.map(list =>
      explainSecrets(list, written, pods => suppliedSecrets(pods, list.manifest.namespace, around, added)),
    ),
    objects: found.objects,
    aliases: found.aliases,
    problems: found.problems,
    matchedRows: found.matchedRows,
    definitionsWith: found.definitionsWith,
  }
}

function writtenObjects(operated: readonly Operated[]): ReadonlyMap<number, Written> {
  const bySlot = new Map<string, PulledImage[]>()
  const written = new Map<number, Written>()
  for (const image of operated.flatMap(({ images }) => images)) {
    const { slot, reference } = image
    const object = slot?.form === 'parts' ? slot.owner.get(slot.key) : undefined
    if (slot === undefined || object?.mapping === undefined || reference === undefined) continue
    const images = bySlot.get(slotId(slot)) ?? []
    bySlot.set(slotId(slot), images)
    images.push(image)
    written.set(object.inText.toStream(object.mapping.start), { slot, images })
  }
  return written
}

/** One object makes several images where the operator puts a name into it that follows each datacenter. */
function explainImage(
  found: Found<Occurrence>,
  written: ReadonlyMap<number, Written>,
): readonly Found<Occurrence>[] {
  const { finding, spec } = found
  if (spec?.shape !== 'image-parts') return [found]
  const known = written.get(streamOffsetOf(finding))
  if (known === undefined) return [found]
  const references = distinctReferences(known.images)
  const shared = groupOf(finding, known.slot, references)
  return references.map((reference, index) => ({
    ...found,
    finding: changed(finding, {
      reference,
      written: formatReference(reference),
      isRepository: false,
      ...(references.length > 1 ? { group: { shared, index } } : {}),
      write: target => {
        if (references.length > 1) return []
        return shared.write([target])
      },
    }),
  }))
}

function distinctReferences(images: readonly PulledImage[]): readonly Reference[] {
  const references = new Map<string, Reference>()
  for (const { reference } of images)
    if (reference !== undefined) references.set(formatReference(reference), reference)
  return [...references.values()]
}

/** The images of one object: what is written there has to be right for each of them, those too that stay. */
function groupOf({ text }: Occurrence, slot: ImageSlot, references: readonly Reference[]): ImageGroup {
  return {
    text,
    write: targets => {
      const value = slotValue(
        slot,
        references.map((source, index) => ({ source, target: targets[index] ?? source })),
      )
      const { mapping } = slot.owner
      return value === undefined || mapping === undefined
        ? undefined
        : writeKeys(mapping, { [slot.key]: value })
    },
  }
}

function explainSecrets(
  found: Found<SecretList>,
  written: ReadonlyMap<number, Written>,
  suppliedTo: (pods: PodKind) => readonly string[],
): Found<SecretList> {
  const { finding, manifest, spec } = found
  const known = finding.room === 1 ? written.get(streamOffsetOf(finding)) : undefined
  const isOfCassandra = spec?.shape === 'pull-secrets' && isOfKind(resources.datacenter, manifest)
  const pods = isOfCassandra ? 'Cassandra' : known?.images[0]?.pods
  if (pods === undefined) return found
  const supplied = suppliedTo(pods)
  const inherited = finding.names.length === 0 ? known?.slot.secret : undefined
  return {
    ...found,
    finding: {
      ...finding,
      ...(supplied.length === 0 ? {} : { supplied }),
      ...(inherited === undefined ? {} : { names: [inherited] }),
    },
  }
}
