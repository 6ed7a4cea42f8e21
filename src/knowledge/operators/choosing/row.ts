/** A kind of resource for which an operator chooses an image, where the resource does not name it. */
export type ChoosingResource = {
  readonly group: string
  readonly kind: string
  /** The operator, as people call it. */
  readonly operator: string
  /** The last components of its images. */
  readonly images: readonly string[]
  /** What the image is for. */
  readonly component: string
  /** The field that asks for the image; absent: every resource does. */
  readonly asked?: string
  /** The field that says whether the image is used, and the words of it that do, in lower case; empty if it is not set. */
  readonly where?: { readonly field: string; readonly is: readonly string[] }
  /** Fields that name the image, the first one best; a `version` only with a whole image in it. None: only a setting does. */
  readonly fields: readonly string[]
  /** The container that fields of `containers[]` mean, where the pods have others too. */
  readonly container?: string
  /** Variables, flags and keys of a configuration that tell the operator the image; `*` at the end is any text. */
  readonly settings: readonly string[]
  /** A public source of the fact. */
  readonly fact: string
}
