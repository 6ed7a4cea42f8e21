import { isInRange, type Version } from '../version.ts'
import type { FieldSpec } from '../fieldspecs/fieldspec.ts'
import type { OperatorName } from './operator.ts'

/** How an operator gets an image: what it does with a digest depends on that. */
export type ImageForm =
  /** A field, flag or variable with the whole reference. */
  | 'text'
  /** A flag with the reference of a default image. */
  | 'base-image'
  /** A repository, after which the operator puts a tag of its own. */
  | 'repository'
  /** An object of a resource: registry, repository, name and tag. */
  | 'object'
  /** An entry below `images` of an ImageConfig, as text (v1beta1) or in parts (v1beta2). */
  | 'image-config-text'
  | 'image-config-parts'
  /** An entry below `types` of an ImageConfig of v1beta2. */
  | 'image-config-type'

/** Whether releases of an operator pull an image by the digest that is written in one form. */
type DigestRow = {
  readonly operator: OperatorName
  readonly form: ImageForm
  /** Versions of the operator, as `isInRange` reads them. */
  readonly versions: string
  /** Why they do not, as the rest of a sentence after the operator's name; undefined where they do. */
  readonly why?: string
  readonly fact: string
}

const cass = 'https://github.com/k8ssandra/cass-operator/blob'
const k8ssandra = 'https://github.com/k8ssandra/k8ssandra-operator/blob'
const prometheus = 'https://github.com/prometheus-operator/prometheus-operator/blob'
const reaper = 'https://github.com/k8ssandra/reaper-operator/blob'
const appends = 'appends the version to the repository itself'

/** Each fact was read at every tag of its range. */
export const digestRows: readonly DigestRow[] = [
  {
    operator: 'cass-operator',
    form: 'text',
    versions: '',
    fact: `${cass}/v1.32.0/pkg/reconciliation/construct_podtemplatespec.go`,
  },
  {
    operator: 'cass-operator',
    form: 'image-config-text',
    versions: '>=1.8.0 <1.29.0',
    fact: `${cass}/v1.26.1/pkg/images/images.go`,
  },
  {
    operator: 'cass-operator',
    form: 'repository',
    versions: '',
    why: appends,
    fact: `${cass}/v1.26.1/pkg/images/images.go`,
  },
  {
    operator: 'cass-operator',
    form: 'image-config-parts',
    versions: '>=1.28.0',
    fact: `${cass}/v1.28.0/apis/config/v1beta2/imageconfig_types.go`,
  },
  {
    operator: 'cass-operator',
    form: 'image-config-parts',
    versions: '<1.28.0',
    why: 'reads no digest in the ImageConfig before 1.28.0',
    fact: `${cass}/v1.27.1/apis/config/v1beta2/imageconfig_types.go`,
  },
  {
    operator: 'cass-operator',
    form: 'image-config-type',
    versions: '',
    why: 'makes the tag of a server from its version and ignores a digest',
    fact: `${cass}/v1.32.0/pkg/images/images_v1beta2.go`,
  },
  {
    operator: 'k8ssandra-operator',
    form: 'text',
    versions: '',
    fact: `${k8ssandra}/v1.32.5/pkg/cassandra/datacenter.go`,
  },
  {
    operator: 'k8ssandra-operator',
    form: 'object',
    versions: '',
    why: 'has no digest in its image objects',
    fact: `${k8ssandra}/v1.32.5/pkg/images/images.go`,
  },
  {
    operator: 'k8ssandra-operator',
    form: 'image-config-parts',
    versions: '>=1.28.0',
    fact: `${k8ssandra}/v1.28.0/go.mod`,
  },
  {
    operator: 'k8ssandra-operator',
    form: 'image-config-parts',
    versions: '<1.28.0',
    why: 'reads no digest in the ImageConfig before 1.28.0',
    fact: `${k8ssandra}/v1.27.1/go.mod`,
  },
  // Of all releases, 0.41.0 alone puts the version after `spec.image` too.
  {
    operator: 'prometheus-operator',
    form: 'text',
    versions: '<0.41.0',
    fact: `${prometheus}/v0.40.0/pkg/prometheus/statefulset.go`,
  },
  {
    operator: 'prometheus-operator',
    form: 'text',
    versions: '>0.41.0',
    fact: `${prometheus}/v0.93.0/pkg/operator/image.go`,
  },
  {
    operator: 'prometheus-operator',
    form: 'base-image',
    versions: '>0.41.0',
    fact: `${prometheus}/v0.41.1/pkg/operator/image.go`,
  },
  {
    operator: 'prometheus-operator',
    form: 'base-image',
    versions: '<=0.41.0',
    why: 'appends the version to a base image whatever it ends with, before 0.41.1',
    fact: `${prometheus}/v0.41.0/pkg/operator/image.go`,
  },
  {
    operator: 'prometheus-operator',
    form: 'repository',
    versions: '',
    why: appends,
    fact: `${prometheus}/v0.93.0/pkg/operator/image.go`,
  },
  {
    operator: 'reaper-operator',
    form: 'text',
    versions: '',
    fact: `${reaper}/v0.3.5/pkg/reconcile/reconcilers.go`,
  },
]

/** Which operator reads the images of a field, by the group of the resource and the shape of the field, and in which form. */
const readers: readonly (Pick<FieldSpec, 'shape'> &
  Pick<DigestRow, 'operator' | 'form' | 'fact'> & { readonly group: RegExp })[] = [
  {
    group: /(?:^|\.)k8ssandra\.io$/,
    shape: 'image-parts',
    operator: 'k8ssandra-operator',
    form: 'object',
    fact: `${k8ssandra}/v1.32.5/pkg/images/images.go`,
  },
  {
    group: /^monitoring\.coreos\.com$/,
    shape: 'reference',
    operator: 'prometheus-operator',
    form: 'text',
    fact: `${prometheus}/v0.93.0/pkg/operator/image.go`,
  },
]

/** The operator that reads a field, and the form in which it does; undefined where none is in between. */
export function readerOf(spec: FieldSpec): Pick<DigestRow, 'operator' | 'form'> | undefined {
  return readers.find(({ group, shape }) => shape === spec.shape && group.test(spec.group))
}

/** What happens to a digest: pulled, or not and why, as a whole clause. */
export type DigestAnswer =
  { readonly isTaken: true } | { readonly isTaken: false; readonly why: string; readonly fact?: string }

/**
 * Whether an operator of this version pulls by a digest in this form. Where the version is not known, one with a reason
 * against it is enough to say no; a form that has no row takes none.
 */
export function takesDigest(
  operator: OperatorName,
  version: Version | undefined,
  form: ImageForm,
): DigestAnswer {
  const rows = digestRows.filter(
    row =>
      row.operator === operator &&
      row.form === form &&
      (version === undefined || isInRange(version, row.versions)),
  )
  const refusal = rows.find(({ why }) => why !== undefined)
  if (refusal !== undefined) {
    const isOpen = version === undefined && refusal.versions !== ''
    const unknown = isOpen ? ', and the run does not tell its release' : ''
    return { isTaken: false, why: `${operator} ${refusal.why}${unknown}`, fact: refusal.fact }
  }
  return rows.length > 0 ? { isTaken: true } : { isTaken: false, why: `${operator} reads no digest there` }
}
