import {
  isContainerList,
  containerKeys,
  containerLists,
  containerNames,
  metaKeys,
} from '../knowledge/images/container-keys.ts'
import { isHelmsLine, isProse, isSkippedKey } from '../knowledge/images/look-alikes.ts'
import { isSetting } from '../knowledge/images/settings.ts'
import { isCustomResource, type Manifest } from '../manifest/manifest.ts'
import type { Field } from '../yaml/field.ts'
import type { Node } from '../yaml/node.ts'
import type { Around } from './around.ts'

/** Whether a mapping is a container, from its keys (`keys`), the key it is under and the group of its kind. */
export function isContainer(
  field: Field,
  keys: readonly (string | undefined)[],
  key: string,
  group: string,
): boolean {
  if (containerLists.has(key)) return true
  // Next to a repository or a registry, `image` is a part.
  if (!keys.includes('image') || keys.includes('repository') || keys.includes('registry')) return false
  if (containerNames.has(key) || (field.isItem && isContainerList(group, key))) return true
  return field.isItem && keys.some(name => name !== undefined && containerKeys.has(name))
}

/** Whether a mapping has no other keys than ObjectMeta; a merge may bring them in. */
export function isObjectMeta(field: Field): boolean {
  return field.mapping !== undefined && field.keys.every(key => key === '<<' || metaKeys.test(key ?? ''))
}

/** A whole Kubernetes object inside another one: it will be created as it is (ManifestWork, ResourceSet, …). */
export function isObject(field: Field): boolean {
  if (field.textAt('kind') === undefined || field.textAt('apiVersion') === undefined) return false
  return ['metadata', 'spec'].some(key => field.get(key)?.mapping !== undefined)
}

/** What a ResourceList asks for: https://github.com/kubernetes-sigs/kustomize/blob/master/cmd/config/docs/api-conventions/functions-spec.md. */
function isOurConfig(field: Field, { manifest }: Around, name: string): boolean {
  if (name !== 'functionConfig' || manifest.kind !== 'ResourceList' || !field.isRoot) return false
  const kind = field.get(name)?.textAt('kind')
  return kind === 'RelocationConfig' || kind === 'ConfigMap'
}

/** Whether what a key of a mapping holds is no image, whatever is written there, or is read elsewhere. */
export function isLeftOut(
  field: Field,
  name: string,
  keys: readonly (string | undefined)[],
  value: Node,
  around: Around,
): boolean {
  return (
    isSkippedKey(name) ||
    (value.type === 'scalar' && isProse(name, field.inText.source.slice(value.start, value.end))) ||
    (field.isRoot && isHelmsLine(name, keys)) ||
    (name === 'status' && field.isRoot && isOfKubernetes(around.manifest)) ||
    isOurConfig(field, around, name) ||
    (name === '<<' && value.type === 'alias')
  )
}

/** Whether Kubernetes itself writes the status of an object: it says what ran, and nothing is pulled because of it. */
function isOfKubernetes(manifest: Manifest): boolean {
  const isComplete = manifest.kind !== '' && manifest.root.textAt('apiVersion') !== undefined
  return isComplete && !isCustomResource(manifest)
}

/** What names the value of an item: a variable, a parameter, a setting, an operation of a patch. */
export function variableName(
  field: Field,
  keys: readonly (string | undefined)[],
  { group, kind }: Manifest,
): string | undefined {
  if (!keys.includes('value') && !keys.includes('default')) return undefined
  if (field.isRoot && isSetting(group, kind)) return field.get('metadata')?.textAt('name')
  // An operation of a JSON patch names the field by its path.
  const path = field.get('op') === undefined ? undefined : field.get('path')
  return (path ?? field.get('name') ?? field.get('key'))?.text
}
