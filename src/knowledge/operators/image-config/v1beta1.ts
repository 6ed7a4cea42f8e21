import type { Field } from '../../../yaml/field.ts'
import { fallbackRepositories } from '../releases/cass-operator.ts'
import { factOf } from '../releases/table.ts'
import { isInRange, type Version } from '../../version.ts'
import type { ImageConfig } from './image-config.ts'

/**
 * `config.k8ssandra.io/v1beta1`: images as strings, repositories without tags; a registry and a namespace for all of
 * them, or for one type, change what is pulled.
 * Source: https://github.com/k8ssandra/cass-operator/blob/v1.26.1/pkg/images/images.go
 */
export function readV1beta1(root: Field, operator?: Version): ImageConfig {
  const images = root.get('images')
  const effective = (component: string, text: string | undefined): string | undefined =>
    text === undefined || text === '' ? undefined : effectiveText(root, component, text, operator)
  return {
    api: 'v1beta1',
    parts: () => undefined,
    image: component => effective(component, images?.get(component)?.text),
    server: (type, version) => {
      const listed = images?.get(type)?.get(version)?.text
      const row = root.get('defaults')?.get(type)
      const repository = row?.get('repository')?.text || fallbackOf(type, operator)
      const made =
        repository === undefined ? undefined : `${repository}:${version}${row?.get('suffix')?.text ?? ''}`
      return effective(type, listed ?? made)
    },
    secrets: () => secretsOf(root),
  }
}

/** Keys that hold a registry for every image; each version of cass-operator reads one of them. */
export function registryKeysOf(operator: Version | undefined): readonly string[] {
  if (operator === undefined) return ['imageRegistry', 'imageRegistryOverride']
  return [isInRange(operator, '<=1.10.0') ? 'imageRegistryOverride' : 'imageRegistry']
}

/** What the operator pulls for a text: the host is replaced by the registry, the first part of the path by the namespace. */
export function effectiveText(root: Field, component: string, text: string, operator?: Version): string {
  const registry = (registryOf(root, component, operator) ?? '').replace(/\/$/, '')
  const namespace = readsNamespace(operator) ? root.get('imageNamespace')?.text : undefined
  if (registry === '' && namespace === undefined) return text
  const [first = '', ...others] = text.split('/')
  const hasHost = others.length > 0 && /[.:]/.test(first)
  const path = hasHost ? others : [first, ...others]
  const moved = namespace === undefined || path.length < 2 ? path : [namespace, ...path.slice(1)]
  return [registry === '' && hasHost ? first : registry, ...moved].filter(part => part !== '').join('/')
}

function registryOf(root: Field, component: string, operator: Version | undefined): string | undefined {
  const own = readsNamespace(operator) ? root.get('defaults')?.get(component)?.get('imageRegistry')?.text : ''
  if (own !== undefined && own !== '') return own
  return registryKeysOf(operator)
    .map(key => root.get(key)?.text)
    .find(text => text !== undefined && text !== '')
}

/** Namespaces, and registries of single types, came with 1.23.0. */
function readsNamespace(operator: Version | undefined): boolean {
  return operator === undefined || isInRange(operator, '>=1.23.0')
}

function fallbackOf(type: string, operator: Version | undefined): string | undefined {
  if (operator === undefined) return undefined
  return factOf(fallbackRepositories, operator)?.[type]
}

/** `imagePullSecret: {name}`, and one of each type. */
function secretsOf(root: Field): readonly string[] {
  const types = root.get('defaults')?.entries.map(([, row]) => row.get('imagePullSecret')?.get('name')) ?? []
  return [root.get('imagePullSecret')?.get('name'), ...types].flatMap(field =>
    field?.text === undefined || field.text === '' ? [] : [field.text],
  )
}
