import type { Findings } from '../../find/find.ts'
import { operatorsOfKind, seesDatacenters } from '../../knowledge/operators/models/model.ts'
import type { OperatedResource } from '../../knowledge/operators/models/run-context.ts'
import { configLabel, type ImageConfig } from '../../knowledge/operators/image-config/image-config.ts'
import { resources, isOfKind } from '../../knowledge/resource.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Field } from '../../yaml/field.ts'

/** An ImageConfig, and the ConfigMap that it is in. */
export type FoundImageConfig = {
  readonly root: Field
  readonly api: ImageConfig['api']
  readonly namespace: string | undefined
  /** The name of the ConfigMap; empty if it has none. */
  readonly name: string
  /** Whether the ConfigMap has the label by which operators look for it. */
  readonly isLabelled: boolean
}

export function imageConfigsOf({ objects }: Findings): readonly FoundImageConfig[] {
  return objects
    .filter(({ manifest }) => isImageConfig(manifest))
    .map(({ manifest }) => {
      const { root, version, namespace, host } = manifest
      const labels = host?.root.get('metadata')?.get('labels')
      const isLabelled = labels?.textAt(configLabel.name) === configLabel.value
      const api = version === 'v1beta1' ? 'v1beta1' : 'v1beta2'
      return { root, api, namespace, name: host?.name ?? '', isLabelled }
    })
}

/** Whether operators start pods for a resource. */
export function isOperated({ group, kind }: Manifest): boolean {
  return operatorsOfKind(group, kind).length > 0
}

/** Whether what operators pull for a resource depends on other resources that they start pods for. */
export function dependsOnOthers({ group, kind }: Manifest): boolean {
  return seesDatacenters(group, kind)
}

export function isImageConfig(manifest: Manifest): boolean {
  return isOfKind(resources.imageConfig, manifest)
}

export function resourceOf({ group, kind, name, namespace, root }: Manifest): OperatedResource {
  return { group, kind, name, namespace, root }
}
