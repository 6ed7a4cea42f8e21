import { releaseOf } from '../../knowledge/operators/releases/release.ts'
import type { Found } from '../../find/find.ts'
import type { Occurrence } from '../../find/shapes/finding.ts'
import {
  readerOf,
  takesDigest,
  type DigestAnswer,
  type ImageForm,
} from '../../knowledge/operators/digests.ts'
import type { OwnImage } from '../../knowledge/operators/models/own-images.ts'
import { operatorArguments } from '../../knowledge/operators/operator-inputs.ts'
import type { PulledImage } from '../../knowledge/operators/pulled-image.ts'
import { imageConfigReaders, lastComponent, type OperatorName } from '../../knowledge/operators/operator.ts'
import type { Version } from '../../knowledge/version.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { printable } from '../../reference/quote.ts'
import type { Reference } from '../../reference/reference.ts'
import { operatorFor, type Context } from './context.ts'
import { isImageConfig } from './operated-resource.ts'

/** A resource, or all of a namespace. */
type Owner =
  Pick<Manifest, 'namespace' | 'kind' | 'root'> | (Pick<Manifest, 'namespace'> & { readonly kind?: never })

/**
 * Whether the operators of a run pull by a digest that is written where an image was found; undefined where no operator is
 * in between, so that the way it is written decides.
 */
export function digestAnswer(
  { finding, manifest, spec }: Found<Occurrence>,
  context: Context,
): DigestAnswer | undefined {
  if (isImageConfig(manifest) && manifest.version !== 'v1beta1')
    return inImageConfig(finding, manifest, context)
  const ask = (operator: OperatorName, form: ImageForm): DigestAnswer =>
    takesDigest(operator, versionOf(operator, manifest, context), form)
  const reader = spec === undefined ? undefined : readerOf(spec)
  if (reader !== undefined) return ask(reader.operator, reader.form)
  const flag = operatorArguments.find(({ name }) => behind(finding) === name)
  return flag?.content === 'repository' ? ask(flag.operator, 'base-image') : undefined
}

/** Whether the operator pulls by a digest that is written in the slot of an image it chooses; without one, why it cannot. */
export function digestOfChoice(image: PulledImage, context: Context, owner: Owner): DigestAnswer {
  const { operator, slot, origin, component } = image
  const version = versionOf(operator, owner, context)
  if (slot !== undefined) return takesDigest(operator, version, slot.form === 'text' ? 'text' : 'object')
  if (origin.kind === 'image-config')
    return takesDigest(
      operator,
      version,
      origin.path.startsWith('types/') ? 'image-config-type' : 'repository',
    )
  const why =
    origin.kind === 'operator'
      ? `${operator} appends the tag of ${component} to ${origin.name}`
      : `no field names the image of ${component}`
  return { isTaken: false, why }
}

/** A digest in the ImageConfig counts if every operator of the run that reads it accepts one, and nothing gives the entry another tag. */
function inImageConfig(
  finding: Occurrence,
  { namespace }: Pick<Manifest, 'namespace'>,
  context: Context,
): DigestAnswer {
  if (!finding.path.includes('images/')) return takesDigest('cass-operator', undefined, 'image-config-type')
  const present = imageConfigReaders.filter(
    operator => operatorFor(context, operator, namespace).by !== 'nothing',
  )
  const asked: readonly OperatorName[] = present.length === 0 ? ['cass-operator'] : present
  for (const operator of asked) {
    const answer = takesDigest(operator, versionOf(operator, { namespace }, context), 'image-config-parts')
    if (!answer.isTaken) return answer
  }
  const component = lastComponent(finding.path)
  const other = context.ownImages.find(own => own.component === component && isOther(own, finding.reference))
  if (other === undefined) return { isTaken: true }
  return {
    isTaken: false,
    why: `a resource asks for the tag ${printable(other.tag)} of ${component}, and k8ssandra-operator would pull the digest for it too`,
  }
}

function isOther({ tag, name, repository }: OwnImage, entry: Reference): boolean {
  const path = [repository, name].filter(part => part !== undefined).join('/')
  return tag !== entry.tag || (path !== '' && !`/${entry.repository}`.includes(`/${path}`))
}

/** The release that manages a resource; undefined if unknown. */
function versionOf(operator: OperatorName, owner: Owner, context: Context): Version | undefined {
  const resource = owner.kind === undefined ? undefined : owner
  return releaseOf(operator, operatorFor(context, operator, owner.namespace, resource).running?.version)
}

/** The flag in front of an image, in its own item. */
function behind({ text, offset }: Occurrence): string | undefined {
  return /(--[A-Za-z0-9-]{1,80})=["']?$/.exec(text.source.slice(Math.max(offset - 90, 0), offset))?.[1]
}
