import type { FieldSpec, ShapeName } from '../../knowledge/fieldspecs/fieldspec.ts'
import { readContainers } from './containers.ts'
import { readEmbedded } from './embedded-manifest.ts'
import { textAt } from '../../yaml/lookup.ts'
import { resolve } from '../../yaml/node.ts'
import type { Finding, Site } from './finding.ts'
import { readImageConfig } from './image-config.ts'
import { readImageConfigParts } from './image-config-parts.ts'
import { readImageParts } from './image-parts.ts'
import { readPodSpec } from './pod-spec.ts'
import { readReference, readRepository } from './reference.ts'
import { readRegistry } from './registry.ts'
import { readText } from './text.ts'
import { readVolumes } from './volumes.ts'

/** Every shape whose node a path leads to. Lists of pull secrets are not among them: they may have to be made. */
const readers: {
  readonly [
    name in Exclude<ShapeName, 'pull-secrets' | 'image-parts' | 'embedded-manifest' | 'registry' | 'text'>
  ]: (site: Site) => readonly Finding[]
} = {
  reference: site => readReference(site, 'certain'),
  repository: readRepository,
  'pod-spec': readPodSpec,
  containers: readContainers,
  volumes: readVolumes,
  'image-config': readAnyImageConfig,
}

/** Read a node by the word of its row. */
export function readShape(row: FieldSpec, site: Site): readonly Finding[] {
  switch (row.shape) {
    case 'pull-secrets':
      return []
    case 'embedded-manifest':
      return readEmbedded(site, row.mustRead)
    case 'image-parts':
      return readImageParts(site, row.parts ?? {})
    case 'registry':
      return readRegistry(site, row.example)
    case 'text':
      return readText(site, row.keys)
    default:
      return readers[row.shape](site)
  }
}

/** The two versions of ImageConfig are two shapes under one kind: strings until v1beta1, coordinates from v1beta2 on. */
function readAnyImageConfig(site: Site): readonly Finding[] {
  const root = resolve(site.node)
  const apiVersion = root?.type === 'mapping' ? (textAt(site.text.source, root, 'apiVersion') ?? '') : ''
  return apiVersion.endsWith('/v1beta1') ? readImageConfig(site) : readImageConfigParts(site)
}
