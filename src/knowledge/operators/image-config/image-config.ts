import type { Field } from '../../../yaml/field.ts'
import type { Version } from '../../version.ts'
import { isInRange } from '../../version.ts'
import type { ImageConfigReader } from '../operator.ts'
import { readV1beta1 } from './v1beta1.ts'
import { readV1beta2 } from './v1beta2.ts'

/** What an ImageConfig makes of the name of a component, or of a server's type and version. */
export type ImageConfig = {
  readonly api: 'v1beta1' | 'v1beta2'
  /** The whole text of the reference, `repository:tag` as the operator writes it; undefined when it names none. */
  readonly image: (component: string) => string | undefined
  readonly server: (type: string, version: string) => string | undefined
  /** Names of the secrets that the operator adds to pods, of one component or of the pods of Cassandra. */
  readonly secrets: (component?: string) => readonly string[]
  /** The parts of one component, as k8ssandra-operator puts a resource's own parts over them; v1beta2 only. */
  readonly parts: (component: string) => ImageConfigParts | undefined
}

/** An image in parts, as ImageConfig gives it: a part that is empty is left out. */
export type ImageConfigParts = {
  readonly registry?: string | undefined
  readonly repository?: string | undefined
  readonly name?: string | undefined
  readonly tag?: string | undefined
  readonly digest?: string | undefined
}

/**
 * The label of the ConfigMap from which operators since 1.27 read an ImageConfig of v1beta2: of several the first by its name.
 * Before, cass-operator reads the file that is mounted into its container.
 * Source: https://github.com/k8ssandra/cass-operator/blob/v1.29.0/pkg/images/images_v1beta2.go
 */
export const configLabel = { name: 'k8ssandra.io/config', value: 'image' } as const

/** The ImageConfig at the root of a manifest, for a version of cass-operator; without one, as the newest reads it. */
export function readImageConfig(root: Field, operator?: Version): ImageConfig {
  return (root.get('apiVersion')?.text ?? '').endsWith('/v1beta1')
    ? readV1beta1(root, operator)
    : readV1beta2(root)
}

/**
 * The ImageConfig that an operator of this version reads, of those in a run: cass-operator up to 1.26 reads v1beta1,
 * 1.27 and 1.28 prefer v1beta2, later ones know nothing else. k8ssandra-operator reads v1beta2 from 1.27 on.
 *
 * Sources: https://github.com/k8ssandra/cass-operator/blob/v1.29.0/cmd/main.go,
 * https://github.com/k8ssandra/k8ssandra-operator/blob/v1.32.5/main.go
 */
export function chooseImageConfig(
  operator: ImageConfigReader,
  version: Version | undefined,
  roots: readonly Field[],
): ImageConfig | undefined {
  const configs = roots.map(root => readImageConfig(root, operator === 'cass-operator' ? version : undefined))
  const old = configs.find(({ api }) => api === 'v1beta1')
  const current = configs.find(({ api }) => api === 'v1beta2')
  if (operator === 'k8ssandra-operator') return current
  if (version === undefined) return current ?? old
  if (isInRange(version, '<1.8.0')) return undefined
  if (isInRange(version, '<1.27.0')) return old
  return isInRange(version, '<1.29.0') ? (current ?? old) : current
}
