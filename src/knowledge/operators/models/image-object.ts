import type { Field } from '../../../yaml/field.ts'
import type { Reference } from '../../../reference/reference.ts'
import type { ImageConfigParts } from '../image-config/image-config.ts'
import { referenceOf } from './text-field.ts'

/** The parts of an image object that k8ssandra-operator reads. */
const partNames = ['registry', 'repository', 'name', 'tag'] as const

/** What the schema of the resource fills in. */
export type SchemaDefaults = {
  /** For an object that is not there. */
  readonly whole?: ImageConfigParts | undefined
  /** For every object, also the one above. */
  readonly registry?: string | undefined
}

/**
 * The image that k8ssandra-operator makes of image objects, the strongest first. The API server fills the defaults of
 * the schema into each of them before the operator reads them: an object without a tag has the tag `latest`. What is
 * still empty then comes from the next object, at last from `base`.
 * Source: https://github.com/k8ssandra/k8ssandra-operator/blob/v1.32.5/pkg/images/images.go
 */
export function mergeImageObjects(
  objects: readonly (Field | undefined)[],
  schema: SchemaDefaults,
  base: ImageConfigParts,
): Reference | undefined {
  const filled = objects.map(object => afterDefaults(object, schema))
  const part = (key: (typeof partNames)[number]): string | undefined =>
    [...filled, base].map(parts => parts[key]).find(text => text !== undefined && text !== '')
  const path = partNames.slice(0, 3).flatMap(key => part(key) ?? [])
  const tag = part('tag')
  // A digest wins: a tag that is not the digest's own says nothing about what is pulled.
  const shown = base.digest === undefined || tag === base.tag ? tag : undefined
  const digest = base.digest === undefined ? '' : `@${base.digest}`
  return referenceOf(`${path.join('/')}${shown === undefined ? '' : `:${shown}`}${digest}`)
}

/** An object as it is in the cluster. A null counts as missing, an empty text does not. */
function afterDefaults(object: Field | undefined, schema: SchemaDefaults): ImageConfigParts {
  const registry = schema.registry === undefined ? {} : { registry: schema.registry }
  if (object?.mapping === undefined) {
    return schema.whole === undefined ? {} : { ...registry, ...schema.whole }
  }
  const own = Object.fromEntries(
    partNames.flatMap(key => {
      const text = object.get(key)?.text
      return text === undefined ? [] : [[key, text]]
    }),
  )
  return { ...registry, tag: 'latest', ...own }
}
