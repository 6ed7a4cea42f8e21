import type { PolicyVariable } from './read-references.ts'

/** A list of a pod whose items name an image: `key` leads there from an item. */
export type PodImageField = { readonly list: string; readonly key: readonly string[] }

/**
 * Where a pod names images. Source:
 * https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.36/#podspec-v1-core
 */
export const podImageFields: readonly PodImageField[] = [
  { list: 'containers', key: ['image'] },
  { list: 'initContainers', key: ['image'] },
  { list: 'volumes', key: ['image', 'reference'] },
]

/** Containers that are added to a running pod, by an update of its subresource. */
export const ephemeralImageField: PodImageField = { list: 'ephemeralContainers', key: ['image'] }

/** The variable `fields`: a row `{path, image}` for each image of a pod, where `path` is a JSON pointer. */
export function fieldsOfPod(
  fields: readonly PodImageField[],
  only: (item: string) => readonly string[] = () => [],
): PolicyVariable {
  const lists = fields.map(({ list, key }) => {
    const presence = key.map((_, depth) => `has(c.${key.slice(0, depth + 1).join('.')})`)
    const image = `c.${key.join('.')}`
    const condition = [...presence, `${image} != ''`, ...only('c')].join(' && ')
    const path = `'/spec/${list}/' + string(n) + '/${key.join('/')}'`
    return `(has(object.spec.${list}) ? object.spec.${list} : []).transformList(n, c, ${condition}, {'path': ${path}, 'image': string(${image})})`
  })
  return { name: 'fields', expression: lists.join(' +\n') }
}
