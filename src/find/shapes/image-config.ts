import { quote } from '../../reference/quote.ts'
import type { Edit } from '../../edit/edit.ts'
import type { Field } from '../../yaml/field.ts'
import { joinKey } from '../../yaml/path.ts'
import { imageConfigFaults } from '../../knowledge/operators/image-config/fields.ts'
import type { Version } from '../../knowledge/version.ts'
import { effectiveText, registryKeysOf } from '../../knowledge/operators/image-config/v1beta1.ts'
import { parseReference } from '../../reference/parse.ts'
import { formatReference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { asObject } from '../../edit/wrap.ts'
import { changed } from './changed.ts'
import type { Finding, ImageGroup, Occurrence, Remark, SecretList } from './finding.ts'
import { readReference, readRepository } from './reference.ts'
import { writeKeys } from '../../edit/write.ts'

/** Keys under `images` that are not images: the charts for cass-operator 1.10 put them there by mistake. */
const strayKeys: ReadonlySet<string> = new Set([
  'imageRegistry',
  'imagePullPolicy',
  'imagePullSecret',
  'imagePullSecrets',
])

/** An image, and the component or type of server whose registry it gets. */
type Named = { readonly finding: Finding; readonly component: string; readonly field: Field }

/** An image as it is pulled, and the field that holds its text. */
type Pulled = { readonly image: Occurrence; readonly field: Field }

/**
 * cass-operator's ImageConfig as `config.k8ssandra.io/v1beta1` has it: images as strings, repositories without tags.
 *
 * A registry or a namespace for all images changes what is pulled, so the image that is found is the one that they make.
 * They would also change what is written here: once any image is rewritten, all are written out and these are emptied, those
 * too that this version of the operator does not read. Without a version, it is read as by the newest.
 * Source: https://github.com/k8ssandra/cass-operator/blob/v1.26.1/pkg/images/images.go
 */
export function readImageConfig(root: Field, operator?: Version): readonly Finding[] {
  const named = [...readImages(root), ...readDefaults(root)]
  const changing = changingFields(root)
  const images: Pulled[] = []
  const shared: ImageGroup = { text: root.inText, write: targets => writeOut(images, targets, changing) }
  const findings = named.map(({ finding, component, field }) => {
    if (finding.type !== 'image') return finding
    const image =
      changing.length === 0
        ? finding
        : pulled(root, component, finding, { shared, index: images.length }, operator)
    images.push({ image, field })
    return image
  })
  return [...findings, ...remarksOf(root), secretOf(root)]
}

function readImages(root: Field): readonly Named[] {
  return (root.get('images')?.entries ?? []).flatMap(([component, value]) => {
    if (strayKeys.has(component)) return []
    // Server images by version: `cassandra: {"4.0.0": …}`.
    const fields = value.mapping === undefined ? [value] : value.entries.map(([, image]) => image)
    return fields.flatMap(field => readReference(field).map(finding => ({ finding, component, field })))
  })
}

function readDefaults(root: Field): readonly Named[] {
  return (root.get('defaults')?.entries ?? []).flatMap(([component, type]) => {
    const repository = type.get('repository')
    if (repository === undefined) return []
    return readRepository(repository).map(finding => ({ finding, component, field: repository }))
  })
}

/** The fields that change what the operator pulls, with the text that makes each of them nothing. */
function changingFields(root: Field): readonly { readonly field: Field; readonly nothing: string }[] {
  const owners = [root, ...(root.get('defaults')?.entries.map(([, type]) => type) ?? [])]
  const registries = owners
    .flatMap(owner => registryKeysOf(undefined).flatMap(key => owner.get(key) ?? []))
    .filter(({ text }) => text !== undefined && text !== '')
  const namespace = root.get('imageNamespace')
  return [
    ...registries.map(field => ({ field, nothing: '""' })),
    // An empty namespace takes the first part of the path away; only null leaves it.
    ...(namespace?.text === undefined ? [] : [{ field: namespace, nothing: 'null' }]),
  ]
}

/** The image as the operator pulls it. */
function pulled(
  root: Field,
  component: string,
  image: Occurrence,
  group: NonNullable<Occurrence['group']>,
  operator: Version | undefined,
): Occurrence {
  const reference = parseReference(effectiveText(root, component, image.written, operator))
  return changed(image, isRefusal(reference) ? { group } : { group, reference })
}

/** Empties the fields, but keeps images that stay: these are written as they are pulled now. */
function writeOut(
  images: readonly Pulled[],
  targets: readonly unknown[],
  changing: ReturnType<typeof changingFields>,
): readonly Edit[] {
  if (targets.every(target => target === undefined)) return []
  const emptied = changing.map(({ field, nothing }) => field.write(nothing))
  const kept = images.flatMap(({ image: { reference, written }, field }, index) => {
    const now = formatReference(reference)
    return targets[index] !== undefined || now === written ? [] : [field.replace(now)]
  })
  return [...emptied, ...kept]
}

/** `imagePullSecret: {name}`: one secret, for every pod of Cassandra. */
function secretOf(root: Field): Finding {
  const { inText: text, mapping } = root
  const key = 'imagePullSecret'
  const secret = root.get(key)
  const name = secret?.textAt('name') ?? secret?.text
  return {
    type: 'secrets',
    text,
    offset: root.node.start,
    path: joinKey(root.path, key),
    names: name === undefined || name === '' ? [] : [name],
    account: undefined,
    serves: root.path,
    provider: 'ImageConfig',
    room: 1,
    add: names => {
      // A plain string is what the operator fails on; it wants an object.
      if (secret?.text !== undefined) return asObject(secret, false)
      const first = names[0]
      return first === undefined || mapping === undefined
        ? []
        : writeKeys(mapping, { [key]: { name: first } }, 'last')
    },
  } satisfies SecretList
}

/** Keys that cass-operator ignores, because of bugs in charts, if the text alone shows them. */
function remarksOf(root: Field): readonly Remark[] {
  const { inText: text } = root
  return imageConfigFaults.flatMap(fault => {
    const keys = fault.path.split('/')
    const last = keys.pop() ?? ''
    const owner = keys.reduce<Field | undefined>((field, key) => field?.get(key), root)
    const pair = owner?.mapping?.pairs[owner.keys.indexOf(last)]
    if (pair === undefined) return []
    return {
      type: 'remark',
      code: fault.isHarmless === true ? 'IMAGE_CONFIG_HARMLESS' : 'IMAGE_CONFIG_IGNORED',
      message: `cass-operator ignores ${quote(last)} here`,
      remedy: fault.remedy,
      text,
      offset: pair.key.start,
      path: [...keys, last].reduce(joinKey, root.path),
    }
  })
}
