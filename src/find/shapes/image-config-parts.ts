import { writeKeys, type Write } from '../../edit/write.ts'
import type { Field } from '../../yaml/field.ts'
import { joinKey } from '../../yaml/path.ts'
import { imageParts, nameParts, textOf } from '../../knowledge/operators/image-config/v1beta2.ts'
import { parseReference } from '../../reference/parse.ts'
import { formatName, type Reference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import type { Finding, ImageGroup, Occurrence, SecretList } from './finding.ts'
import { rewriteImageConfig, type ConfiguredName } from './image-config-writes.ts'

/** One image of the configuration: where its parts are written, and what they make. */
type Component = { readonly entry: Field; readonly written: string; readonly reference: Reference }

/**
 * cass-operator's and k8ssandra-operator's ImageConfig as `config.k8ssandra.io/v1beta2` has it: coordinates under
 * `images` and `types`, filled up from `defaults`, beaten by `overrides`.
 * Source: https://github.com/k8ssandra/cass-operator/blob/v1.32.0/pkg/images/images_v1beta2.go
 */
export function readImageConfigParts(root: Field): readonly Finding[] {
  const components = ['images', 'types'].flatMap(group => componentsOf(root, group))
  const shared: ImageGroup = {
    text: root.inText,
    write: targets => (targets.every(target => target === undefined) ? [] : write(root, components, targets)),
  }
  const images = components.map(({ entry, written, reference }, index): Occurrence => {
    const start = entry.mapping?.start ?? entry.node.start
    return {
      type: 'image',
      text: root.inText,
      reference,
      written,
      offset: start,
      path: entry.path,
      container: undefined,
      alias: undefined,
      isRepository: reference.tag === undefined && reference.digest === undefined,
      group: { shared, index },
      write: () => [],
    }
  })
  return [...images, secretsOf(root)]
}

function componentsOf(root: Field, group: string): readonly Component[] {
  return (root.get(group)?.entries ?? []).flatMap(([, entry]) => {
    if (entry.mapping === undefined || !entry.get('name')?.text) return []
    const written = textOf(group === 'types' ? nameParts(root, entry) : imageParts(root, entry))
    const reference = written === undefined ? undefined : parseReference(written)
    return written === undefined || reference === undefined || isRefusal(reference)
      ? []
      : [{ entry, written, reference }]
  })
}

function write(
  root: Field,
  components: readonly Component[],
  targets: readonly (Reference | undefined)[],
): readonly (Write & { readonly members?: readonly number[] })[] | undefined {
  const names = components.map(({ entry, reference }, index): ConfiguredName => {
    const target = targets[index] ?? reference
    return { entry, name: formatName(target) }
  })
  const moved = rewriteImageConfig(root, names)
  if (moved === undefined) return undefined
  // Tag and digest differ from what is written only when an exact rule says so; those of types follow the server.
  const versions = components.flatMap(({ entry, reference }, index) => {
    const target = targets[index]
    if (target === undefined || entry.mapping === undefined) return []
    const values = {
      ...(target.tag === undefined || target.tag === reference.tag ? {} : { tag: target.tag }),
      ...(target.digest === undefined || target.digest === reference.digest ? {} : { digest: target.digest }),
    }
    return writeKeys(entry.mapping, values, 'last').map(change => ({ ...change, members: [index] }))
  })
  return [...moved, ...versions]
}

/** `defaults.pullSecrets`, plain strings; `overrides.pullSecrets` where it is there, because it replaces all others. */
function secretsOf(root: Field): SecretList {
  const owner = root.get('overrides')?.get('pullSecrets')?.sequence === undefined ? 'defaults' : 'overrides'
  const mapping = root.mapping
  return {
    type: 'secrets',
    text: root.inText,
    offset: root.node.start,
    path: joinKey(joinKey(root.path, owner), 'pullSecrets'),
    names:
      root
        .get(owner)
        ?.get('pullSecrets')
        ?.items.flatMap(item => item.text ?? []) ?? [],
    account: undefined,
    serves: root.path,
    provider: 'ImageConfig',
    add: added =>
      added.length === 0 || mapping === undefined
        ? []
        : writeKeys(mapping, { [owner]: { pullSecrets: added } }, 'last'),
  }
}
