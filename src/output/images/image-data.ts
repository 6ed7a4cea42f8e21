import { stringify } from 'yaml'

import { formatReference } from '../../reference/reference.ts'
import type { ImageLine, ImagePlace } from './image-line.ts'

export function formatJson(lines: readonly ImageLine[]): string {
  return `${JSON.stringify(imageData(lines), null, 2)}\n`
}

/** Quoted so that readers of YAML 1.1 take no tag for a number. */
export function formatYaml(lines: readonly ImageLine[]): string {
  return stringify(imageData(lines), { lineWidth: 0, version: '1.1' })
}

/** The list for programs. Keys are added in later versions, never renamed; what is not known is left out. */
function imageData(lines: readonly ImageLine[]): object {
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
  }
}

function placeData({ source, ...place }: ImagePlace): object {
  const data = { ...place, template: source }
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
}
