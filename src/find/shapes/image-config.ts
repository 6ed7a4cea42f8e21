import { quote } from '../../reference/quote.ts'
import type { Edit } from '../../edit/edit.ts'
import { keyOf, mappingAt, pairOf, textAt } from '../../yaml/lookup.ts'
import { joinKey } from '../../yaml/path.ts'
import { imageConfigFaults } from '../../knowledge/operators/image-config/fields.ts'
import { parseReference } from '../../reference/parse.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { resolve, type Mapping, type Scalar } from '../../yaml/node.ts'
import type { Finding, ImageGroup, Occurrence, Remark, SecretList, Site } from './finding.ts'
import { readReference, readRepository } from './reference.ts'
import { writeKeys } from '../../edit/write.ts'

/** Keys that set a registry for every image; each version of cass-operator reads one of them. FIELDMAP §3.3. */
const registryKeys = ['imageRegistry', 'imageRegistryOverride'] as const

/** Keys under `images` that are no images: the charts for cass-operator 1.10 put them there by mistake. */
const strayKeys: ReadonlySet<string> = new Set([
  'imageRegistry',
  'imagePullPolicy',
  'imagePullSecret',
  'imagePullSecrets',
])

/**
 * cass-operator's ImageConfig as `config.k8ssandra.io/v1beta1` has it: images as strings, repositories without tags.
 *
 * The operator puts a registry override in front of what is written, so with an override both would name the registry:
 * the strings are rewritten, and an override that is there is emptied. Never both.
 * Source: https://github.com/k8ssandra/cass-operator/blob/v1.22.3/pkg/images/images.go
 */
export function readImageConfig(site: Site): readonly Finding[] {
  const root = resolve(site.node)
  if (root?.type !== 'mapping') return []
  const found = [...readImages(site, root), ...readDefaults(site, root)]
  const images = found.filter(finding => finding.type === 'image')
  const overrides = overridesOf(site, root)
  const group = overrides.length === 0 ? undefined : groupOf(site, overrides)
  const remarks = [...remarksOf(site, root), ...found.filter(finding => finding.type !== 'image')]
  return [
    ...images.map((image, index) =>
      group === undefined ? image : withOverride(image, overrides, group, index),
    ),
    ...remarks,
    secretOf(site, root, images),
  ]
}

function readImages(site: Site, root: Mapping): readonly Finding[] {
  const { text } = site
  const images = mappingAt(text.source, root, 'images')
  return (images?.pairs ?? []).flatMap(pair => {
    const key = keyOf(text.source, pair) ?? ''
    if (strayKeys.has(key)) return []
    const path = joinKey(joinKey(site.path, 'images'), key)
    const value = resolve(pair.value)
    // Server images by version: `cassandra: {"4.0.0": …}`.
    if (value?.type === 'mapping') {
      return value.pairs.flatMap(version =>
        readReference(
          { text, node: version.value, path: joinKey(path, keyOf(text.source, version) ?? '') },
          'certain',
        ),
      )
    }
    return readReference({ text, node: pair.value, path }, 'certain')
  })
}

function readDefaults(site: Site, root: Mapping): readonly Finding[] {
  const { text } = site
  const defaults = mappingAt(text.source, root, 'defaults')
  return (defaults?.pairs ?? []).flatMap(pair => {
    const type = resolve(pair.value)
    const repository = type?.type === 'mapping' ? pairOf(text.source, type, 'repository') : undefined
    if (repository === undefined) return []
    const path = joinKey(
      joinKey(joinKey(site.path, 'defaults'), keyOf(text.source, pair) ?? ''),
      'repository',
    )
    return readRepository({ text, node: repository.value, path })
  })
}

/** A registry override that is there and says something, and for which images it counts. */
type Override = { readonly value: Scalar; readonly written: string; readonly source: string }

function overridesOf(site: Site, root: Mapping): readonly Override[] {
  const { source } = site.text
  const types = mappingAt(source, root, 'defaults')?.pairs.map(pair => resolve(pair.value)) ?? []
  return [root, ...types].flatMap(owner => {
    if (owner?.type !== 'mapping') return []
    return registryKeys.flatMap(key => {
      const value = resolve(pairOf(source, owner, key)?.value)
      const written = textAt(source, owner, key)
      return value?.type === 'scalar' && written !== undefined && written !== ''
        ? [{ value, written, source }]
        : []
    })
  })
}

/** Once any image is rewritten, the overrides are emptied: `""` is what the operator takes for none. */
function groupOf(site: Site, overrides: readonly Override[]): ImageGroup {
  return {
    text: site.text,
    write: targets => {
      const edits: Edit[] = overrides.map(({ value }) => ({ start: value.start, end: value.end, text: '""' }))
      return targets.some(target => target !== undefined) ? edits : []
    },
  }
}

/** What the operator pulls with the override: its host gives way to the override. */
function withOverride(
  image: Occurrence,
  overrides: readonly Override[],
  shared: ImageGroup,
  index: number,
): Occurrence {
  const override = overrides[0]?.written.replace(/(?<!\/)\/+$/, '') ?? ''
  const slash = image.written.indexOf('/')
  const hasHost = slash > 0 && /[.:]/.test(image.written.slice(0, slash))
  const reference = parseReference(`${override}/${hasHost ? image.written.slice(slash + 1) : image.written}`)
  return { ...image, group: { shared, index }, ...(isRefusal(reference) ? {} : { effective: reference }) }
}

/** `imagePullSecret: {name}`: one secret, for every pod of Cassandra. */
function secretOf(site: Site, root: Mapping, images: readonly Occurrence[]): Finding {
  const { text } = site
  const key = 'imagePullSecret'
  const node = resolve(pairOf(text.source, root, key)?.value)
  const name = node?.type === 'mapping' ? textAt(text.source, node, 'name') : textAt(text.source, root, key)
  return {
    type: 'secrets',
    text,
    offset: root.start,
    path: joinKey(site.path, key),
    names: name === undefined ? [] : [name],
    account: undefined,
    images: images.map(image => image.text.toStream(image.offset)),
    room: 1,
    add: names => {
      // A plain string is what the operator fails on; it wants an object.
      if (node?.type === 'scalar' && name !== undefined) {
        return [
          { start: node.start, end: node.end, text: `{name: ${text.source.slice(node.start, node.end)}}` },
        ]
      }
      const first = names[0]
      if (first === undefined) return []
      return writeKeys(root, { [key]: { name: first } }, 'last')
    },
  } satisfies SecretList
}

/** What cass-operator ignores: bugs of the charts that wrote it, as far as the text tells them by itself. */
function remarksOf(site: Site, root: Mapping): readonly Remark[] {
  const { source } = site.text
  return imageConfigFaults.flatMap(fault => {
    const keys = fault.path.split('/')
    const last = keys.pop() ?? ''
    const owner = keys.reduce<Mapping | undefined>((mapping, key) => mappingAt(source, mapping, key), root)
    const pair = owner?.pairs.find(candidate => keyOf(source, candidate) === last)
    if (pair === undefined || fault.outcome !== 'ignored' || fault.isRightElsewhere === true) return []
    return {
      type: 'remark',
      code: fault.isHarmless === true ? 'IMAGE_CONFIG_HARMLESS' : 'IMAGE_CONFIG_IGNORED',
      message: `cass-operator ignores ${quote(last)} here`,
      remedy: fault.remedy,
      text: site.text,
      offset: pair.key.start,
      path: [...keys, last].reduce(joinKey, site.path),
    }
  })
}
