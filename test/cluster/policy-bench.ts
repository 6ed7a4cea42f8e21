import { mergeConfigs } from '../../src/config/merge.ts'
import type { Config, PartialConfig } from '../../src/config/config.ts'
import { exportTargets } from '../../src/output/export/targets.ts'
import type { ExportOutput } from '../../src/output/export/export-target.ts'
import type { ExportTargetName, PolicyAction } from '../../src/output/export/export-format.ts'
import { parseReference } from '../../src/reference/parse.ts'
import { formatReference } from '../../src/reference/reference.ts'
import { isRefusal } from '../../src/reference/refusal.ts'
import { readEntries } from '../../src/rules/read-entries.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { objectsOf, until, type Answer, type Kube, type KubeObject } from './kube.ts'

/** What `export` writes for a configuration, for the release that the tests run. */
export function exported(
  to: ExportTargetName,
  partial: PartialConfig,
  action: PolicyAction = 'deny',
  { kubernetes = 35, kyverno = 19 } = {},
): ExportOutput {
  const config = mergeConfigs(partial)
  return exportTargets[to].write({
    config,
    entries: readEntries(config).entries,
    kubernetes,
    kyverno,
    action,
    streams: [],
    images: [],
    pods: [],
  })
}

/** Policies whose bindings reach one namespace only, under names of their own: many can be there at once. */
export function inNamespace(namespace: string, text: string): readonly KubeObject[] {
  return objectsOf(text).map(object => {
    const name = `${object.metadata?.name ?? ''}-${namespace}`
    const spec = object['spec'] as { policyName?: string; matchResources?: object }
    const isBinding = spec.policyName !== undefined
    const matchResources = {
      ...spec.matchResources,
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    }
    return {
      ...object,
      metadata: { ...object.metadata, name },
      spec: isBinding ? { ...spec, policyName: `${spec.policyName}-${namespace}`, matchResources } : spec,
    }
  })
}

export type PodSpec = {
  readonly containers?: readonly { readonly name: string; readonly image?: string }[]
  readonly initContainers?: readonly { readonly name: string; readonly image?: string }[]
  readonly ephemeralContainers?: readonly { readonly name: string; readonly image?: string }[]
  readonly volumes?: readonly { readonly name: string; readonly image?: { readonly reference?: string } }[]
  readonly imagePullSecrets?: readonly { readonly name: string }[]
  readonly [key: string]: unknown
}

export function podOf(images: readonly string[], spec: PodSpec = {}): KubeObject {
  const containers = images.map((image, index) => ({ name: `c${index}`, image }))
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { generateName: 'pod-' },
    spec: { automountServiceAccountToken: false, containers, ...spec },
  }
}

/** The API server's answer to a pod, which is not kept. */
export function dryRun(kube: Kube, namespace: string, pod: object): Promise<Answer> {
  return kube.send('POST', `/api/v1/namespaces/${namespace}/pods?dryRun=All`, pod)
}

export function specOf({ status, body }: Answer): PodSpec {
  if (status >= 300) throw new Error(body.message ?? String(status))
  return body['spec'] as PodSpec
}

export function imagesOf({ containers = [] }: PodSpec): readonly (string | undefined)[] {
  return containers.map(({ image }) => image)
}

/** Applies policies for one namespace and waits until the pod is changed by them (or refused). */
export async function enforce(kube: Kube, namespace: string, text: string, probe: object): Promise<void> {
  const before = JSON.stringify(outcomeOf(await dryRun(kube, namespace, probe)))
  for (const object of inNamespace(namespace, text)) await kube.apply(object)
  await until(
    () => dryRun(kube, namespace, probe),
    answer => JSON.stringify(outcomeOf(answer)) !== before,
  )
}

function outcomeOf({ status, body, warnings }: Answer): unknown {
  return status >= 300 ? status : [(body['spec'] as PodSpec).containers, warnings]
}

/** Where our own rules send a text that is in an image field: what is not a reference, or goes nowhere, stays. */
export function targetOf(partial: PartialConfig): (text: string) => string {
  const config: Config = mergeConfigs(partial)
  const { ruleSet } = createRuleSet(config)
  return text => {
    const reference = parseReference(text)
    if (isRefusal(reference) || text === 'auto') return text
    const decision = ruleSet.decide(reference)
    return decision.kind === 'relocated' ? formatReference(decision.target) : text
  }
}
