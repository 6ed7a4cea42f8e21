import {
  containerKeys,
  containerLists,
  containerNames,
  metaKeys,
} from '../knowledge/images/container-keys.ts'
import type { Field } from '../yaml/field.ts'
import { keyOf } from '../yaml/lookup.ts'

/** Whether a mapping is a container, from its keys (`keys`) and the key it is under. */
export function isContainer(field: Field, keys: readonly (string | undefined)[], key: string): boolean {
  if (containerLists.has(key)) return true
  if (!keys.includes('image')) return false
  if (containerNames.has(key)) return true
  return field.isItem && keys.some(name => name !== undefined && containerKeys.has(name))
}

/** Whether a mapping has no other keys than ObjectMeta. */
export function isObjectMeta(field: Field): boolean {
  const { mapping, inText } = field
  return mapping?.pairs.every(pair => metaKeys.test(keyOf(inText.source, pair) ?? '')) === true
}

/** A whole Kubernetes object inside another one: it will be created as it is (ManifestWork, ResourceSet, …). */
export function isObject(field: Field): boolean {
  if (field.get('kind')?.text === undefined || field.get('apiVersion')?.text === undefined) return false
  return ['metadata', 'spec'].some(key => field.get(key)?.mapping !== undefined)
}
