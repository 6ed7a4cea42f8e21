import type { ComponentSetting } from '../../config/component-setting.ts'
import { canonicalName } from '../../reference/canonical.ts'
import { splitName } from '../../reference/parse.ts'
import { formatName, type Reference } from '../../reference/reference.ts'

/** What a component's image is to be, before the rules. */
type ChartImage = {
  readonly reference: Reference
  /** Whether a registry other than Docker Hub, which is the chart's default, is named: the rules have no say then. */
  readonly isFinal: boolean
}

/**
 * The image the chart would render for the component: what a setting leaves out stays as in the stream, and a repository
 * without a registry is one on Docker Hub. Undefined when the setting says nothing about the image.
 */
export function chartImageOf(setting: ComponentSetting, source: Reference): ChartImage | undefined {
  const { registry, repository, tag, digest } = setting
  if ([registry, repository, tag, digest].every(part => part === undefined)) return undefined
  const name = nameOf(setting, source)
  const version = {
    tag: tag?.value ?? source.tag,
    // A digest belongs to the image it was taken from: under another tag it would name the old one.
    digest: digest?.value ?? (tag === undefined || tag.value === source.tag ? source.digest : undefined),
  }
  const reference = { ...name, ...version }
  const namesRegistry =
    registry !== undefined || (setting.registryIsInRepository && name.registry !== undefined)
  return { reference, isFinal: namesRegistry && !isOnHub(reference, registry?.value) }
}

function nameOf(
  { registry, repository, registryIsInRepository }: ComponentSetting,
  source: Reference,
): Pick<Reference, 'registry' | 'repository'> {
  const path = repository?.value ?? source.repository
  if (registry !== undefined) {
    // What is below the registry already came from an earlier run: its path is what follows.
    const [name, below] = [formatName(source), `${registry.value}/`]
    const rest = name.startsWith(below) ? name.slice(below.length) : path
    return { registry: registry.value, repository: repository?.value ?? rest }
  }
  if (repository === undefined) return { registry: source.registry, repository: path }
  return registryIsInRepository ? splitName(path) : { registry: 'docker.io', repository: path }
}

/** A registry without a dot, as in the documentation's examples, is one all the same when a key of its own says so. */
function isOnHub(reference: Reference, registry: string | undefined): boolean {
  if (registry !== undefined && splitName(`${registry}/image`).registry === undefined) return false
  return canonicalName({ ...reference, ...splitName(formatName(reference)) }).startsWith('docker.io/')
}
