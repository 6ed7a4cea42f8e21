import type { Field } from '../../../yaml/field.ts'
import type { ImageConfig, ImageConfigParts } from './image-config.ts'

/**
 * `config.k8ssandra.io/v1beta2`: coordinates under `images` and `types`, filled up from `defaults`, beaten by
 * `overrides`. A part that `overrides` has counts even when it is empty; elsewhere an empty part is a missing one.
 * Source: https://github.com/k8ssandra/cass-operator/blob/v1.32.0/pkg/images/images_v1beta2.go
 */
export function readV1beta2(root: Field): ImageConfig {
  const parts = (component: string): ImageConfigParts | undefined => {
    const entry = root.get('images')?.get(component)
    return entry?.mapping === undefined ? undefined : imageParts(root, entry)
  }
  return {
    api: 'v1beta2',
    parts,
    image: component => textOf(parts(component)),
    server: (type, version) => {
      const entry = root.get('types')?.get(type)
      return entry?.mapping === undefined ? undefined : textOf(serverParts(root, entry, version))
    },
    secrets: component => secretsOf(root, component),
  }
}

/** Registry, repository and name of an entry, after `defaults` and `overrides`. */
export function nameParts(
  root: Field,
  entry: Field,
): Pick<ImageConfigParts, 'registry' | 'repository' | 'name'> {
  const part = (key: 'registry' | 'repository'): string | undefined => {
    const override = root.get('overrides')?.get(key)?.text
    const text = override ?? (filled(entry.get(key)?.text) || root.get('defaults')?.get(key)?.text)
    return filled(text)
  }
  return {
    registry: part('registry'),
    repository: part('repository'),
    name: filled(entry.get('name')?.text),
  }
}

/** The image of an entry below `images`. A tag with an algorithm in front, `sha256:…`, is a digest. */
export function imageParts(root: Field, entry: Field): ImageConfigParts {
  const tag = filled(entry.get('tag')?.text)
  const isDigest = tag?.includes(':') === true
  return {
    ...nameParts(root, entry),
    tag: isDigest ? undefined : tag,
    digest: filled(entry.get('digest')?.text) ?? (isDigest ? tag : undefined),
  }
}

/** The image of an entry below `types`: its tag is the version of the server between prefix and suffix. */
function serverParts(root: Field, entry: Field, version: string): ImageConfigParts {
  const [prefix, suffix] = [entry.get('prefix')?.text ?? '', entry.get('suffix')?.text ?? '']
  return { ...nameParts(root, entry), tag: prefix + version + suffix }
}

/** Parts as the operator writes them; undefined without a name. */
export function textOf(parts: ImageConfigParts | undefined): string | undefined {
  if (parts?.name === undefined) return undefined
  const { registry, repository, name, tag, digest } = parts
  const path = [registry, repository, name].filter(part => part !== undefined).join('/')
  if (digest !== undefined) return tag === undefined ? `${path}@${digest}` : `${path}:${tag}@${digest}`
  return tag === undefined ? path : `${path}:${tag}`
}

/** `overrides.pullSecrets` replaces all others; the secret of an image or a type hides the defaults for it. */
function secretsOf(root: Field, component: string | undefined): readonly string[] {
  const overrides = root.get('overrides')?.get('pullSecrets')
  if (overrides?.sequence !== undefined) return textsOf(overrides)
  for (const group of component === undefined ? [] : ['images', 'types']) {
    const own = filled(
      root
        .get(group)
        ?.get(component ?? '')
        ?.get('pullSecret')?.text,
    )
    if (own !== undefined) return [own]
  }
  return textsOf(root.get('defaults')?.get('pullSecrets'))
}

function textsOf(list: Field | undefined): readonly string[] {
  return list?.items.flatMap(item => filled(item.text) ?? []) ?? []
}

function filled(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}
