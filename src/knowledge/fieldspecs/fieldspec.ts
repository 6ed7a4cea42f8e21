/** The words a row may use for how an image (or a list of pull secrets) is written in a field. */
export const shapeNames = [
  'reference',
  'repository',
  'registry',
  'image-parts',
  'text',
  'pod-spec',
  'containers',
  'volumes',
  'pull-secrets',
  'embedded-manifest',
  'image-config',
] as const

/** The parts that operators put an image together from. */
export const partNames = ['registry', 'repository', 'name', 'tag', 'digest'] as const

export type PartName = (typeof partNames)[number]

/**
 * An image of no name in particular, as the example for a registry alone. Below most registries, images have two
 * components: one would be an official image on Docker Hub.
 */
export const anyImage = 'group/image'

/** Whether a kind is written as Kubernetes writes kinds: rows reach no other. */
export function isKindName(kind: string): boolean {
  return /^[A-Z][A-Za-z0-9]*$/.test(kind)
}

export type ShapeName = (typeof shapeNames)[number]

/**
 * One fact: in manifests of this group and kind, this path has that shape.
 *
 * `group` is the API group without the version ('' is the core group, '*' any). `path` is written like
 * `spec/template/spec/containers[]/image`: segments parted by `/`, `[]` for every item of a list, `*` for every key of
 * a mapping, a `/` inside a key escaped as `\/`.
 */
export type FieldSpec = {
  readonly group: string
  /** The version of the API, where the field is in one only. */
  readonly version?: string
  readonly kind: string
  readonly path: string
  readonly shape: ShapeName
  /** Images in parts: what the operator fills in, and what the schema has room for. */
  readonly parts?: {
    readonly registry?: string
    readonly repository?: string
    readonly name?: string
    /** The tag that counts where neither a tag nor a digest is written. */
    readonly tag?: string
    /** What the parts are called here, where they have other names. */
    readonly keys?: { readonly [part in PartName]?: string }
    /**
     * Whether there is a part `registry`; without it, the repository begins with the registry. Undefined: the keys that
     * are written decide.
     */
    readonly hasRegistry?: boolean
    /** Whether there is a part `name`; without it, `repository` is the whole path. Undefined: as `hasRegistry`. */
    readonly hasName?: boolean
    /** Whether there is a part `repository`; without it, the registry is followed by the name. */
    readonly hasRepository?: boolean
    /** Whether a name without repository and tag is the whole image. */
    readonly nameIsWhole?: boolean
    /** Whether a part that is not written has no place: the schema is not known. */
    readonly staysClosed?: boolean
    /** Whether the operator chooses the name by version, so that it must not be written. */
    readonly nameStaysUnset?: boolean
    /** The key of an object `{name}` that names one pull secret and has an effect. */
    readonly secret?: string
  }
  /** Registries alone: the name of an image that is pulled below it, which shows where the registry goes. */
  readonly example?: string
  /** Registries alone: those below which the example is in a folder of its own name; below others it is not. */
  readonly folderAt?: readonly string[]
  /**
   * Registries alone: a field that, where it is set, is the registry of the example instead; then this one is that of
   * another.
   */
  readonly unless?: { readonly path: string; readonly example: string }
  /** Texts: the keys and variables in it whose values are images; without them, every reference in the text is one. */
  readonly keys?: readonly string[]
  /** Embedded manifests: whether a text that cannot be read is a fault. */
  readonly mustRead?: boolean
  /** Lists of pull secrets: where the object names the service account of its pods; the first one present counts. */
  readonly account?: readonly string[]
  /** Lists of pull secrets: the field whose images are pulled with them, where that is more than what is next to the list. */
  readonly serves?: string
  /** Lists of pull secrets: `names` where the items are plain texts; objects with a `name` when absent. */
  readonly items?: 'names'
  /** Lists of pull secrets: the beginning of the path that must be there already. */
  readonly needs?: string
  /** Lists of pull secrets: whether the list is only made where an image is pulled with it. */
  readonly onlyWithImage?: boolean
  /** Lists of pull secrets: keys that must be next to the list, with an empty list, when it is made. */
  readonly beside?: readonly string[]
}
