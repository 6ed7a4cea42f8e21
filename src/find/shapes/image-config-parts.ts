import { writeKeys, type Write } from '../../edit/write.ts'
import { keyOf, mappingAt, pairOf, textAt, textOf } from '../../yaml/lookup.ts'
import { joinKey } from '../../yaml/path.ts'
import { parseReference } from '../../reference/parse.ts'
import type { Reference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { resolve, type Mapping } from '../../yaml/node.ts'
import { assemble, divide, type ImageParts } from './coordinates.ts'
import type { Finding, GroupWrite, ImageGroup, Occurrence, SecretList, Site } from './finding.ts'

/** One image of the configuration: where its parts are written, and what they make. */
type Component = {
  readonly mapping: Mapping
  readonly path: string
  readonly was: ImageParts
  readonly written: string
  readonly reference: Reference
}

/**
 * cass-operator's and k8ssandra-operator's ImageConfig as `config.k8ssandra.io/v1beta2` has it: coordinates under
 * `images` and `types`, filled up from `defaults`, beaten by `overrides`.
 *
 * Where all images that inherit `defaults.registry` go below one target, that one field is changed; else each image gets
 * its own registry. An override beats everything, so it is changed when that serves all, and emptied when it does not.
 * Source: https://github.com/k8ssandra/cass-operator/blob/v1.32.0/pkg/images/images_v1beta2.go
 */
export function readImageConfigParts(site: Site): readonly Finding[] {
  const root = resolve(site.node)
  if (root?.type !== 'mapping') return []
  const components = ['images', 'types'].flatMap(group => componentsOf(site, root, group))
  const shared: ImageGroup = { text: site.text, write: targets => writeAll(site, root, components, targets) }
  const images = components.map((component, index): Occurrence => ({
    type: 'image',
    text: site.text,
    reference: component.reference,
    written: component.written,
    offset: component.mapping.start,
    path: component.path,
    container: undefined,
    alias: undefined,
    isRepository: component.reference.tag === undefined && component.reference.digest === undefined,
    group: { shared, index },
    write: () => [],
  }))
  return [...images, secretsOf(site, root, images)]
}

function componentsOf(site: Site, root: Mapping, group: string): readonly Component[] {
  const { source } = site.text
  const [defaults, overrides] = [mappingAt(source, root, 'defaults'), mappingAt(source, root, 'overrides')]
  return (mappingAt(source, root, group)?.pairs ?? []).flatMap(pair => {
    const mapping = resolve(pair.value)
    if (mapping?.type !== 'mapping') return []
    const own = (key: string): string | undefined => textAt(source, mapping, key)
    if (own('repository') === undefined && own('name') === undefined) return []
    const part = (key: string): string | undefined =>
      filled(textAt(source, overrides, key)) ?? filled(own(key)) ?? filled(textAt(source, defaults, key))
    const was = {
      registry: part('registry') ?? 'docker.io',
      repository: part('repository') ?? '',
      name: own('name') ?? '',
    }
    const tag = group === 'types' ? undefined : filled(own('tag'))
    const digest = filled(own('digest'))
    const written = `${assemble(was)}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`
    const reference = parseReference(written)
    if (isRefusal(reference)) return []
    return [
      {
        mapping,
        path: joinKey(joinKey(site.path, group), keyOf(source, pair) ?? ''),
        was,
        written,
        reference,
      },
    ]
  })
}

function writeAll(
  site: Site,
  root: Mapping,
  components: readonly Component[],
  targets: readonly (Reference | undefined)[],
): readonly GroupWrite[] | undefined {
  const { source } = site.text
  if (targets.every(target => target === undefined)) return []
  const wanted = components.map(({ was }, index) => {
    const target = targets[index]
    return target === undefined ? was : divide(target, was)
  })
  if (!wanted.every(parts => parts !== undefined)) return undefined
  const samePath = wanted.every(
    (parts, index) =>
      parts.repository === components[index]?.was.repository && parts.name === components[index]?.was.name,
  )
  const overrides = mappingAt(source, root, 'overrides')
  const overridden = ['registry', 'repository'].filter(
    key => filled(textAt(source, overrides, key)) !== undefined,
  )
  if (overrides !== undefined && overridden.includes('registry') && samePath && oneRegistry(wanted)) {
    return writeKeys(overrides, { registry: wanted[0]?.registry ?? '' })
  }
  const cleared =
    overrides === undefined || overridden.length === 0
      ? []
      : writeKeys(overrides, Object.fromEntries(overridden.map(key => [key, ''])))
  const defaults = mappingAt(source, root, 'defaults')
  const inherits = components.map(({ mapping }) => filled(textAt(source, mapping, 'registry')) === undefined)
  const heirs = wanted.filter((_, index) => inherits[index])
  const shareDefault = samePath && defaults !== undefined && heirs.length > 0 && oneRegistry(heirs)
  const single = components.flatMap((component, index) => {
    const parts = wanted[index]
    return parts === undefined || (shareDefault && inherits[index])
      ? []
      : writeOne(source, component, parts, overridden.length > 0).map(write => ({
          ...write,
          members: [index],
        }))
  })
  const common =
    shareDefault && heirs[0]?.registry !== textAt(source, defaults, 'registry')
      ? writeKeys(defaults, { registry: heirs[0]?.registry ?? '' }).map(write => ({
          ...write,
          members: components.flatMap((_, index) => (inherits[index] ? [index] : [])),
        }))
      : []
  return [...cleared, ...common, ...single]
}

/** What differs from what stands there now; all of it when an override stood in front of it. */
function writeOne(
  source: string,
  { mapping, was }: Component,
  parts: ImageParts,
  all: boolean,
): readonly Write[] {
  const values: Record<string, string> = {}
  if (parts.registry !== textAt(source, mapping, 'registry')) values['registry'] = parts.registry
  if (all ? parts.repository !== textAt(source, mapping, 'repository') : parts.repository !== was.repository)
    values['repository'] = parts.repository
  if (parts.name !== undefined && parts.name !== was.name) values['name'] = parts.name
  if (!all && parts.registry === was.registry) delete values['registry']
  return writeKeys(mapping, values)
}

function oneRegistry(parts: readonly ImageParts[]): boolean {
  return parts.every(({ registry }) => registry === parts[0]?.registry)
}

/** `defaults.pullSecrets`, plain strings; `overrides.pullSecrets` where it is there, because it replaces all others. */
function secretsOf(site: Site, root: Mapping, images: readonly Occurrence[]): SecretList {
  const { text } = site
  const { source } = text
  const overrides = mappingAt(source, root, 'overrides')
  const owner =
    overrides !== undefined && pairOf(source, overrides, 'pullSecrets') !== undefined
      ? 'overrides'
      : 'defaults'
  const mapping = mappingAt(source, root, owner)
  const list = mapping === undefined ? undefined : resolve(pairOf(source, mapping, 'pullSecrets')?.value)
  const names = list?.type === 'sequence' ? list.items.flatMap(item => textOf(source, item) ?? []) : []
  return {
    type: 'secrets',
    text,
    offset: root.start,
    path: joinKey(joinKey(site.path, owner), 'pullSecrets'),
    names,
    account: undefined,
    images: images.map(image => image.text.toStream(image.offset)),
    add: added => (added.length === 0 ? [] : writeKeys(root, { [owner]: { pullSecrets: added } }, 'last')),
  }
}

/** An empty part counts as none. */
function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}
