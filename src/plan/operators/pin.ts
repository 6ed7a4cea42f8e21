import { writeKeys, type Write } from '../../edit/write.ts'
import { mappingAt } from '../../yaml/lookup.ts'
import type { Data } from '../../edit/print.ts'
import type { FieldSpec } from '../../knowledge/fieldspecs/fieldspec.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import { formatReference, type Reference } from '../../reference/reference.ts'
import { divide } from '../../find/shapes/coordinates.ts'
import type { Mapping } from '../../yaml/node.ts'

/**
 * The writes that name an image in a field nobody wrote; undefined when the mapping the field belongs to is not there, or
 * the field cannot say the target.
 *
 * Coordinates are always written whole, registry and tag included: of a partial object the API server makes
 * `tag: latest` (FIELDMAP §2.4). A name the operator chooses by version is left out.
 */
export function pinImage(
  manifest: Manifest,
  spec: FieldSpec,
  source: Reference,
  target: Reference,
  secret: string | undefined,
): readonly Write[] | undefined {
  const keys = spec.path.split('/')
  const last = keys.pop() ?? ''
  const { text, root } = manifest
  const owner = keys.reduce<Mapping | undefined>((mapping, key) => mappingAt(text.source, mapping, key), root)
  if (owner === undefined) return undefined
  const value = spec.shape === 'image-parts' ? partsOf(spec, source, target, secret) : formatReference(target)
  return value === undefined ? undefined : writeKeys(owner, { [last]: value })
}

function partsOf(
  spec: FieldSpec,
  source: Reference,
  target: Reference,
  secret: string | undefined,
): Data | undefined {
  const slash = source.repository.lastIndexOf('/')
  const was = {
    registry: source.registry ?? 'docker.io',
    repository: slash < 0 ? '' : source.repository.slice(0, slash),
    name: source.repository.slice(slash + 1),
  }
  const parts = divide(target, was)
  if (parts === undefined || target.tag === undefined) return undefined
  const unset = spec.parts?.nameStaysUnset === true
  if (unset && parts.name !== was.name) return undefined
  return {
    registry: parts.registry ?? '',
    repository: parts.repository ?? '',
    ...(unset || parts.name === undefined ? {} : { name: parts.name }),
    tag: target.tag,
    ...(secret === undefined || spec.parts?.secret === undefined
      ? {}
      : { [spec.parts.secret]: { name: secret } }),
  }
}
