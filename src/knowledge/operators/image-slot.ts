import type { Field } from '../../yaml/field.ts'

/** Where an operator reads an image in a resource: a key of a mapping that is there. */
export type ImageSlot = {
  /** The mapping that has the key, or gets it. */
  readonly owner: Field
  readonly key: string
  /** `text`: one reference. `parts`: registry, repository, name and tag. */
  readonly form: 'text' | 'parts'
  /** Parts: the operator chooses the name by the version of the server, so that a slot may serve several names. */
  readonly nameStaysUnset?: boolean
  /** Parts: which name that is is only assumed, so that none may be written. */
  readonly isNameAssumed?: boolean
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
