import type { Reference } from '../../reference/reference.ts'
import { parseVersion } from '../version.ts'

/** The operators of the stack that start pods from custom resources. */
export const operatorNames = [
  'cass-operator',
  'k8ssandra-operator',
  'reaper-operator',
  'medusa-operator',
  'prometheus-operator',
] as const

/** Names under which others publish the same images, tag by tag. Source: https://github.com/rancher/image-mirror */
const mirrored: { readonly [operator in OperatorName]?: string } = {
  'prometheus-operator': 'mirrored-prometheus-operator-prometheus-operator',
}

export type OperatorName = (typeof operatorNames)[number]

/** An operator that is about to run, read from the image of its container. */
type Operator = {
  readonly operator: OperatorName
  /** Without its `v`, as in `1.10.5`; undefined when the tag says nothing, like `latest` or a bare digest. */
  readonly version: string | undefined
}

/**
 * The operator an image holds, by the last component of its repository: registries and prefixes change, that name
 * does not.
 */
export function recogniseOperator(reference: Reference): Operator | undefined {
  const name = lastComponent(reference.repository)
  const operator = operatorNames.find(known => known === name || mirrored[known] === name)
  return operator === undefined ? undefined : { operator, version: versionOf(reference.tag) }
}

/** `k8ssandra/cass-operator` is called `cass-operator`. */
export function lastComponent(repository: string): string {
  return repository.slice(repository.lastIndexOf('/') + 1)
}

function versionOf(tag: string | undefined): string | undefined {
  if (tag === undefined || parseVersion(tag) === undefined) return undefined
  return tag.startsWith('v') ? tag.slice(1) : tag
}

/** The operators that read an ImageConfig. */
export const imageConfigReaders = [
  'cass-operator',
  'k8ssandra-operator',
] as const satisfies readonly OperatorName[]

export type ImageConfigReader = (typeof imageConfigReaders)[number]
