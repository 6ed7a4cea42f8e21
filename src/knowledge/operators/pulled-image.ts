import type { Field } from '../../yaml/field.ts'
import type { Reference } from '../../reference/reference.ts'
import type { OperatorName } from './operator.ts'

/** The pods that an operator makes of a resource; each kind of pod gets its pull secrets its own way. */
export type PodKind =
  | 'Cassandra'
  | 'Reaper'
  | 'Stargate'
  | 'Medusa'
  | 'Medusa purge'
  | 'Prometheus'
  | 'PrometheusAgent'
  | 'Alertmanager'
  | 'ThanosRuler'

/** Where an operator reads an image in a resource: a key of a mapping that is there. */
export type ImageSlot = {
  /** The mapping that has the key, or gets it. */
  readonly owner: Field
  readonly key: string
  /** `text`: one reference. `parts`: registry, repository, name and tag. */
  readonly form: 'text' | 'parts'
  /** Parts: the operator chooses the name by the version of the server, so that a slot may serve several names. */
  readonly nameStaysUnset?: boolean
  /** Parts: an object `pullSecretRef` next to them reaches the pods. */
  readonly takesSecret?: boolean
  /** The secret that the parts get without one of their own: that of the object above. */
  readonly secret?: string
}

/** What decides about an image. */
export type ImageOrigin =
  /** A text in the resource is the whole reference. */
  | { readonly kind: 'field'; readonly field: Field }
  /** An object of the resource has parts of it, the rest is filled in. */
  | { readonly kind: 'object'; readonly field: Field }
  /** The ImageConfig, at a path such as `images/reaper`. */
  | { readonly kind: 'image-config'; readonly path: string }
  /** An argument or a variable of the operator. */
  | { readonly kind: 'operator'; readonly name: string }
  /** The operator alone: its code, its shipped ImageConfig or the defaults of the resource's schema. */
  | { readonly kind: 'default' }

/** One image that an operator makes pods pull because of a resource. */
export type PulledImage = {
  readonly operator: OperatorName
  /** The operator's version, without `v`; undefined when the run does not tell it. */
  readonly version: string | undefined
  /** What the image is for, in the operator's word: `system-logger`, `reaper`. */
  readonly component: string
  readonly container: string
  readonly pods: PodKind
  /** What is pulled; undefined when nothing in the run tells. */
  readonly reference: Reference | undefined
  readonly origin: ImageOrigin
  /** Where the image can be named so that the operator takes it; undefined when there is no safe place. */
  readonly slot: ImageSlot | undefined
  /** What a person can do where no field names it. */
  readonly remedy: string
  /** A public source of the fact. */
  readonly fact: string
}
