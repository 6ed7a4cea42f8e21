import type { Config } from '../../../config/config.ts'
import { celStrings } from './cel.ts'
import { decide, pullsAnything, type PolicyRules } from './decide.ts'
import { isNoMirrorPod, outsideOfSystem } from './exempt-pods.ts'
import { ephemeralImageField, fieldsOfPod, podImageFields } from './pod-fields.ts'
import { readReferences, type PolicyVariable } from './read-references.ts'

/** One mutation of pods: its purpose, the requests it matches, and how it changes them. */
export type PodMutation = {
  readonly name: string
  readonly operations: readonly string[]
  readonly resources: readonly string[]
  readonly variables: readonly PolicyVariable[]
  /** Expressions that give lists of `JSONPatch`. */
  readonly patches: readonly string[]
}

/** Relocate pods as they are made, and ephemeral containers as they are added. */
export function podMutations(rules: PolicyRules, config: Config): readonly PodMutation[] {
  const { imagePullSecrets: secrets } = config
  const variables = [...readReferences(), ...decide(rules)]
  const images = [relocation]
  return [
    {
      name: 'k8ssandra-relocate-pods',
      operations: ['CREATE'],
      resources: ['pods'],
      variables: [fieldsOfPod(podImageFields), ...variables, ...pulls(rules, secrets)],
      patches: secrets.length === 0 ? images : [...images, addSecrets(secrets)],
    },
    {
      name: 'k8ssandra-relocate-ephemeral-containers',
      operations: ['UPDATE'],
      resources: ['pods/ephemeralcontainers'],
      variables: [fieldsOfPod([ephemeralImageField], isNew), ...variables],
      patches: images,
    },
  ]
}

/** Containers that were there before cannot be changed any more. */
function isNew(container: string): readonly string[] {
  return [
    `!(has(oldObject.spec.ephemeralContainers) && oldObject.spec.ephemeralContainers.exists(o, o.name == ${container}.name))`,
  ]
}

const relocation = `variables.decisions.filter(d, d.target != '' && d.target != d.image).map(d,
  JSONPatch{op: 'replace', path: d.path, value: d.target})`

/** A pod whose images are all excluded needs no secrets, as in the output of the filter. */
function pulls({ rows }: PolicyRules, secrets: readonly string[]): readonly PolicyVariable[] {
  if (secrets.length === 0) return []
  return [{ name: 'pulls', expression: rows.exclusions.length === 0 ? 'true' : pullsAnything }]
}

/**
 * Lists are atomic for an ApplyConfiguration, so items are appended one by one. A value is a map, never
 * `Object.spec.imagePullSecrets{…}` in a list: kube-apiserver 1.35.4 drops the connection on that.
 */
function addSecrets(secrets: readonly string[]): string {
  const names = celStrings(secrets)
  return `!variables.pulls ? [] :
  has(object.spec.imagePullSecrets) && object.spec.imagePullSecrets.size() > 0
  ? ${names}.filter(s, !object.spec.imagePullSecrets.exists(p, has(p.name) && p.name == s)).map(s,
      JSONPatch{op: 'add', path: '/spec/imagePullSecrets/-', value: {'name': s}})
  : [JSONPatch{op: 'add', path: '/spec/imagePullSecrets', value: ${names}.map(s, {'name': s})}]`
}

/** What a mutating policy of the API server and one of Kyverno say of a mutation, in the same words. */
export function specOfMutation({ operations, resources, variables, patches }: PodMutation): object {
  const resourceRules = [{ apiGroups: [''], apiVersions: ['v1'], operations, resources }]
  return {
    matchConstraints: { ...outsideOfSystem, resourceRules },
    matchConditions: [isNoMirrorPod],
    variables,
    mutations: patches.map(expression => ({ patchType: 'JSONPatch', jsonPatch: { expression } })),
  }
}
