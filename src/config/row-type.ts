import { isKindName, shapeNames, type FieldSpec, type ShapeName } from '../knowledge/fieldspecs/fieldspec.ts'

import { fieldPath } from './name-texts.ts'
import { anyText, boolean, checked, listOf, oneOf, text } from './value-type.ts'
import { record } from './record-type.ts'
import type { ValueFault, ValueType } from './value-type.ts'

type Parts = NonNullable<FieldSpec['parts']>

const parts = record<Parts>({
  registry: { type: text, help: 'The registry that counts where none is written.' },
  repository: { type: text, help: 'The repository that counts where none is written.' },
  name: { type: text, help: 'The name that counts where none is written.' },
  tag: { type: text, help: 'The tag that counts where neither a tag nor a digest is written.' },
  keys: {
    type: record<NonNullable<Parts['keys']>>({
      registry: { type: text },
      repository: { type: text },
      name: { type: text },
      tag: { type: text },
      digest: { type: text },
    }),
    help: 'What the parts are called here, where they have other names.',
  },
  hasRegistry: {
    type: boolean,
    help: 'Whether there is a part registry; without it, the repository begins with it.',
  },
  hasName: {
    type: boolean,
    help: 'Whether there is a part name; without it, the repository is the whole path.',
  },
  hasRepository: {
    type: boolean,
    help: 'Whether there is a part repository; without it, the registry is followed by the name.',
  },
  nameIsWhole: {
    type: boolean,
    help: 'Whether a name without repository and tag is the whole image.',
  },
  staysClosed: { type: boolean, help: 'Whether a part that is not written has no place.' },
  nameStaysUnset: {
    type: boolean,
    help: 'Whether the operator chooses the name, so that none may be written.',
  },
  secret: { type: text, help: 'The key of an object {name} that names one pull secret.' },
})

const group = checked(anyText, value =>
  value.includes('/')
    ? { what: 'an API group has no version', remedy: 'write the group alone, as in apps' }
    : undefined,
)

const kind = checked(text, faultOfKind)

const row = record<FieldSpec>({
  group: {
    type: group,
    required: true,
    help: "The API group without the version; '' is the core group, '*' any.",
  },
  version: { type: text, help: 'The version of the API, as in v1beta1, where the field is in one only.' },
  kind: { type: kind, required: true, help: 'The kind, as in Deployment.' },
  path: {
    type: fieldPath,
    required: true,
    help: 'As in spec/template/spec/containers[]/image: [] is every item of a list, * every key; a / inside of a key is \\/.',
  },
  shape: { type: oneOf(shapeNames), required: true, help: 'How the image is written there.' },
  parts: { type: parts, help: 'For image-parts: how the parts are called and joined.' },
  example: {
    type: text,
    help: 'For registry: an image pulled below it, which shows where the registry goes.',
  },
  folderAt: {
    type: listOf(text),
    help: 'For registry: those below which the example is in a folder of its own name, as in registry.k8s.io/coredns/coredns.',
  },
  unless: {
    type: record<NonNullable<FieldSpec['unless']>>({
      path: { type: fieldPath, required: true, help: 'The field, as in path.' },
      example: { type: text, required: true, help: 'What is pulled below this registry then.' },
    }),
    help: 'For registry: a field that is the registry of the example where it is set.',
  },
  keys: { type: listOf(text), help: 'For text: the keys and variables in it whose values are images.' },
  mustRead: { type: boolean, help: 'For embedded-manifest: whether a text that cannot be read is an error.' },
  account: {
    type: listOf(fieldPath),
    help: 'For pull-secrets: where the object names the service account of its pods.',
  },
  serves: {
    type: fieldPath,
    help: 'For pull-secrets: the field whose images are pulled with the list; what is next to the list when absent.',
  },
  items: {
    type: oneOf(['names'] as const),
    help: 'For pull-secrets: names where the items are plain texts; objects with a name when absent.',
  },
  onlyWithImage: {
    type: boolean,
    help: 'For pull-secrets: whether the list is only made where an image is pulled with it.',
  },
  needs: {
    type: fieldPath,
    help: 'For pull-secrets: the beginning of the path that must be there already.',
  },
  beside: {
    type: listOf(text),
    help: 'For pull-secrets: keys that must be next to the list, as empty lists.',
  },
})

/** What only rows of one shape have. */
const ofShape: readonly (readonly [key: keyof FieldSpec, shape: ShapeName])[] = [
  ['parts', 'image-parts'],
  ['example', 'registry'],
  ['folderAt', 'registry'],
  ['unless', 'registry'],
  ['keys', 'text'],
  ['mustRead', 'embedded-manifest'],
  ['account', 'pull-secrets'],
  ['serves', 'pull-secrets'],
  ['items', 'pull-secrets'],
  ['onlyWithImage', 'pull-secrets'],
  ['needs', 'pull-secrets'],
  ['beside', 'pull-secrets'],
]

/** A field spec of the user: what a built-in row has. One that cannot have an effect is an error. */
export const fieldSpec: ValueType<FieldSpec> = checked(row, faultOfRow)

function faultOfRow(spec: FieldSpec): ValueFault | undefined {
  const stray = ofShape.find(([key, shape]) => spec[key] !== undefined && spec.shape !== shape)
  if (stray !== undefined) {
    const [key, shape] = stray
    return { what: `${key} has no effect with this shape`, remedy: `remove it, or write shape: ${shape}` }
  }
  if (spec.shape === 'registry' && spec.example === undefined) {
    const remedy = 'add example: an image that is pulled below the registry'
    return { what: 'a registry without an example shows not where it goes', remedy }
  }
  if ([spec.keys, spec.account, spec.folderAt].some(list => list?.length === 0)) {
    return { what: 'an empty list has no effect', remedy: 'name something in it, or remove it' }
  }
  const idle = idlePart(spec.parts)
  if (idle !== undefined) return idle
  const segments = spec.path.split(/(?<!\\)\//)
  const annotations = segments.findIndex(
    (part, index) => part === 'annotations' && segments[index - 1] === 'metadata',
  )
  if (annotations >= 0 && segments.length > annotations + 2) {
    const remedy = 'write a "/" inside of the key as "\\/", as in metadata/annotations/example.com\\/image'
    return { what: 'an annotation is a text, and nothing is below it', remedy }
  }
  return undefined
}

/** A fault: a part declared absent that has a key or a default, or no part that names the image. */
function idlePart(parts: Parts = {}): ValueFault | undefined {
  const { hasRegistry, hasRepository, hasName } = parts
  const has = { registry: hasRegistry, repository: hasRepository, name: hasName }
  for (const part of ['registry', 'repository', 'name'] as const) {
    if (has[part] !== false || (parts[part] ?? parts.keys?.[part]) === undefined) continue
    const flag = `has${part.charAt(0).toUpperCase()}${part.slice(1)}`
    return { what: `the part ${part} has no effect with ${flag}: false`, remedy: `remove one of them` }
  }
  if (hasRepository === false && hasName === false)
    return { what: 'no part names the image', remedy: 'remove hasRepository or hasName' }
  return undefined
}

function faultOfKind(value: string): ValueFault | undefined {
  if (!isKindName(value)) {
    return { what: 'not a kind', remedy: 'write the kind as manifests do, as in Deployment' }
  }
  if (value === 'CustomResourceDefinition' || value === 'Secret') {
    return { what: `rows do not reach into a ${value}`, remedy: 'remove the row' }
  }
  return undefined
}
