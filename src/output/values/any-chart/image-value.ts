import { canonical, canonicalName, canonicalReference } from '../../../reference/canonical.ts'
import { parseReference } from '../../../reference/parse.ts'
import { formatName, formatReference, type Reference } from '../../../reference/reference.ts'
import { isRefusal } from '../../../reference/refusal.ts'

/** Values of a chart, as YAML has them. */
export type ValueTree = { readonly [key: string]: unknown }

/** A place in the values of a chart that names an image. */
export type ImageValue = {
  /** The keys that lead to the text, or to the mapping that has the parts. */
  readonly path: readonly string[]
  /** The name of the image, canonical, without tag and digest. */
  readonly name: string
  /** Whether an image of that name is what the value says: a tag that is left out fits any. */
  readonly fits: (image: Reference) => boolean
  /** What to write there, by key below `path` (by the empty key in place of a text), for the image to be the target. */
  readonly write: (target: Reference) => Readonly<Record<string, string>>
}

/** What charts call the parts of an image; the first one that is there counts. */
const nameKeys = ['repository', 'image', 'name'] as const
const tagKeys = ['tag', 'imageTag', 'version'] as const
const digestKeys = ['digest', 'sha'] as const

/**
 * Every image in the values of a chart: whole references, `repository` with or without `tag`, `registry`, `repository`
 * and `tag` or `digest`, at any depth, in maps and lists of maps alike.
 */
export function imageValuesIn(values: ValueTree): readonly ImageValue[] {
  const found: ImageValue[] = []
  const visit = (node: unknown, path: readonly string[]): void => {
    if (typeof node === 'string') found.push(...wholeImage(node, path))
    if (!isTree(node)) return
    const parts = partsOfImage(node, path)
    if (parts !== undefined) found.push(parts)
    const own =
      parts === undefined
        ? new Set<string>()
        : new Set<string>([...nameKeys, ...tagKeys, ...digestKeys, 'registry'])
    for (const [key, value] of Object.entries(node))
      if (!own.has(key) || isTree(value)) visit(value, [...path, key])
  }
  visit(values, [])
  return found
}

function wholeImage(text: string, path: readonly string[]): readonly ImageValue[] {
  const reference = parseReference(text)
  if (isRefusal(reference) || !/[/:@]/.test(text)) return []
  const fits = (image: Reference): boolean =>
    canonicalReference(image) === canonicalReference(reference) ||
    (reference.tag === undefined &&
      reference.digest === undefined &&
      canonicalName(image) === canonicalName(reference))
  return [
    {
      path,
      name: canonicalName(reference),
      fits,
      write: target => ({
        '':
          reference.tag === undefined && reference.digest === undefined
            ? formatName(target)
            : formatReference(target),
      }),
    },
  ]
}

function partsOfImage(node: ValueTree, path: readonly string[]): ImageValue | undefined {
  const nameKey = nameKeys.find(key => typeof node[key] === 'string' && node[key] !== '')
  if (nameKey === undefined) return undefined
  const tagKey = tagKeys.find(key => key in node)
  const hasRegistry = 'registry' in node
  if (nameKey !== 'repository' && (nameKey === 'name' ? !hasRegistry : tagKey === undefined)) return undefined
  const textOf = (key: string | undefined): string => {
    const value = key === undefined ? undefined : node[key]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  const registry = textOf('registry')
  const repository = textOf(nameKey)
  const reference = parseReference(registry === '' ? repository : `${registry}/${repository}`)
  if (isRefusal(reference)) return undefined
  const tag = textOf(tagKey)
  return {
    path,
    name: canonicalName(reference),
    fits: image =>
      canonicalName(image) === canonicalName(reference) &&
      (tag === '' || image.tag === tag || image.tag === undefined),
    write: target => ({
      ...nameParts(target, hasRegistry ? repository : undefined, nameKey),
      ...(tagKey === undefined || tag === '' || target.tag === undefined || target.tag === tag
        ? {}
        : { [tagKey]: target.tag }),
    }),
  }
}

/** Registry and repository of a target; where the repository can stay as it is, all in front of it is the registry. */
function nameParts(
  target: Reference,
  repository: string | undefined,
  nameKey: string,
): Record<string, string> {
  const name = formatName(target)
  if (repository === undefined) return { [nameKey]: name }
  if (name.endsWith(`/${repository}`)) return { registry: name.slice(0, -repository.length - 1) }
  const { registry, repository: path } = canonical(target)
  return { registry, [nameKey]: path }
}

export function isTree(node: unknown): node is ValueTree {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
}
