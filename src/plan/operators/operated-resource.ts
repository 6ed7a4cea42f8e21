import type { Findings } from '../../find/find.ts'
import { operatorsOfKind, seesDatacenters } from '../../knowledge/operators/models/model.ts'
import type { OperatedResource } from '../../knowledge/operators/models/run-context.ts'
import { resources, isOfKind } from '../../knowledge/resource.ts'
import type { Manifest } from '../../manifest/manifest.ts'
import type { Field } from '../../yaml/field.ts'

/** An ImageConfig, and the namespace of the ConfigMap it is in. */
export type FoundImageConfig = { readonly root: Field; readonly namespace: string | undefined }

export function imageConfigsOf({ objects }: Findings): readonly FoundImageConfig[] {
  return objects
    .filter(({ manifest }) => isImageConfig(manifest))
    .map(({ manifest: { root, namespace } }) => ({ root, namespace }))
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
