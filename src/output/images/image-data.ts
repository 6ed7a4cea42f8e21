import { escapeControls } from '../../reference/quote.ts'
import { formatReference } from '../../reference/reference.ts'
import type { ImageList, UnknownLine } from './image-line.ts'
import type { ImagePlace } from './image-place.ts'
import { yamlFields, type YamlData } from './yaml-data.ts'

/** The list as JSON: what could act on a terminal is escaped, which is the same JSON. */
export function formatJson(list: ImageList): string {
  const text = JSON.stringify(imageData(list), undefined, 2)
  return `${text.split('\n').map(escapeControls).join('\n')}\n`
}

/** The list as YAML, likewise: such texts go into double quotes, and tags that readers of YAML 1.1 take for numbers. */
export function formatYaml(list: ImageList): string {
  return [...yamlFields(imageData(list))].join('')
}

/** The list for programs. Keys are added in later versions, never renamed; what is not known is left out. */
function imageData({ lines, unknown }: ImageList): YamlData {
  return {
    apiVersion: 'k8ssandra-relocate.io/v1alpha1',
    kind: 'ImageList',
    images: lines.map(line => ({
      source: formatReference(line.source),
      ...(line.target === undefined ? {} : { target: formatReference(line.target) }),
      state: line.state,
      origin: line.origin,
      ...(line.isRepository ? { isRepository: true } : {}),
      ...(line.isProvided ? { isProvided: true } : {}),
      components: line.components,
      places: line.places.map(placeData),
    })),
    ...(unknown.length === 0 ? {} : { unknown: unknown.map(unknownData) }),
  }
}

function unknownData({ operator, component, container, place }: UnknownLine): YamlData {
  return { operator, component, container, place: placeData({ ...place, component: undefined }) }
}

function placeData({ source, ...place }: ImagePlace): YamlData {
  const data = { ...place, template: source }
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
}
