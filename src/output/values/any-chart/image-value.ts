import { partOfKey } from '../../../knowledge/images/part-rows.ts'
import { canonical, canonicalName, canonicalReference } from '../../../reference/canonical.ts'
import { parseReference } from '../../../reference/parse.ts'
import { formatName, formatReference, type Reference } from '../../../reference/reference.ts'
import { isRefusal } from '../../../reference/refusal.ts'

/** Values of a chart, as YAML has them. */
export type ValueTree = { readonly [key: string]: unknown }

/** The keys and indexes that lead to a value. */
export type ValuePath = readonly (string | number)[]

/** A place in the values of a chart that names an image. */
type ImageValue = {
  /** The keys that lead to the text, or to the mapping that has the parts. */
  readonly path: ValuePath
  /** The name of the image, canonical, without tag and digest. */
  readonly name: string
  /** Whether the value is an image of that name: a missing tag matches any. */
  readonly fits: (image: Reference) => boolean
  /** What to write there, by key below `path` (by the empty key in place of a text), for the image to be the target. */
  readonly write: (target: Reference) => Readonly<Record<string, string>>
}

/** What charts call the parts of an image; the first one that is there counts. */
const nameKeys = ['repository', 'image', 'name'] as const
const tagKeys = ['tag', 'imageTag', 'version'] as const
const digestKeys = ['digest', 'sha'] as const

/** The keys of one image in a mapping. */
type PartKeys = {
  readonly registry: string | undefined
  readonly name: string
  readonly tag: string | undefined
  readonly all: readonly string[]
}

/**
 * Every image in the values of a chart: whole references, `repository` with or without `tag`, `registry`, `repository`
 * and `tag` or `digest`, under these names or with one word in front (`webImageRegistry`), at any depth, in maps and lists.
 */
export function imageValuesIn(values: ValueTree): readonly ImageValue[] {
  const found: ImageValue[] = []
  const visit = (node: unknown, path: ValuePath): void => {
    if (typeof node === 'string') found.push(...wholeImage(node, path))
    if (Array.isArray(node)) node.forEach((item, index) => visit(item, [...path, index]))
    if (!isTree(node)) return
    const own = new Set<string>()
    for (const keys of partKeysOf(node)) {
      const parts = partsOfImage(node, path, keys)
      if (parts === undefined) continue
      found.push(parts)
      for (const key of keys.all) own.add(key)
    }
    for (const [key, value] of Object.entries(node))
      if (!own.has(key) || isTree(value)) visit(value, [...path, key])
  }
  visit(values, [])
  return found
}

/** The groups of keys that may be an image each: those with the plain names, and those with a registry and one word in front. */
function partKeysOf(node: ValueTree): readonly PartKeys[] {
  const isText = (key: string): boolean => typeof node[key] === 'string' && node[key] !== ''
  const name = nameKeys.find(isText)
  const tag = tagKeys.find(key => key in node)
  const registry = 'registry' in node ? 'registry' : undefined
  const isPlain =
    name !== undefined &&
    (name === 'repository' || (name === 'name' ? registry !== undefined : tag !== undefined))
  const plain = isPlain
    ? [{ registry, name, tag, all: [...nameKeys, ...tagKeys, ...digestKeys, 'registry'] }]
    : []
  const groups = new Map<string, Map<string, string>>()
  for (const key of Object.keys(node)) {
    const part = partOfKey(key)
    if (part === undefined || plain.some(({ all }) => all.includes(key))) continue
    const group = groups.get(part.family) ?? new Map<string, string>()
    groups.set(part.family, group.set(part.part, key))
  }
  const others = [...groups.values()].flatMap(group => {
    const [host, path] = [group.get('registry'), group.get('repository') ?? group.get('name')]
    if (host === undefined || path === undefined || !isText(path)) return []
    return { registry: host, name: path, tag: group.get('tag'), all: [...group.values()] }
  })
  return [...plain, ...others]
}

/** A text that is an image, or a flag that is given one. */
function wholeImage(text: string, path: ValuePath): readonly ImageValue[] {
  const flag = /^--?[\w.-]+=/.exec(text)?.[0] ?? ''
  const reference = parseReference(text.slice(flag.length))
  if (isRefusal(reference) || !/[/:@]/.test(text)) return []
  const isBare = reference.tag === undefined && reference.digest === undefined
  const fits = (image: Reference): boolean =>
    canonicalReference(image) === canonicalReference(reference) ||
    (isBare && canonicalName(image) === canonicalName(reference))
  const write: ImageValue['write'] = target => ({
    '': flag + (isBare ? formatName(target) : formatReference(target)),
  })
  return [{ path, name: canonicalName(reference), fits, write }]
}

function partsOfImage(node: ValueTree, path: ValuePath, keys: PartKeys): ImageValue | undefined {
  const textOf = (key: string | undefined): string => {
    const value = key === undefined ? undefined : node[key]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  const registry = textOf(keys.registry)
  const repository = textOf(keys.name)
  const reference = parseReference(registry === '' ? repository : `${registry}/${repository}`)
  if (isRefusal(reference)) return undefined
  const tag = textOf(keys.tag)
  return {
    path,
    name: canonicalName(reference),
    fits: image =>
      canonicalName(image) === canonicalName(reference) &&
      (tag === '' || image.tag === tag || image.tag === undefined),
    write: target => ({
      ...nameParts(target, repository, keys),
      ...(keys.tag === undefined || tag === '' || target.tag === undefined || target.tag === tag
        ? {}
        : { [keys.tag]: target.tag }),
    }),
  }
}

/** Registry and repository of a target; where the repository can stay as it is, all in front of it is the registry. */
function nameParts(target: Reference, repository: string, keys: PartKeys): Record<string, string> {
  const name = formatName(target)
  if (keys.registry === undefined) return { [keys.name]: name }
  if (name.endsWith(`/${repository}`)) return { [keys.registry]: name.slice(0, -repository.length - 1) }
  const { registry, repository: path } = canonical(target)
  return { [keys.registry]: registry, [keys.name]: path }
}

export function isTree(node: unknown): node is ValueTree {
  return typeof node === 'object' && node !== null && !Array.isArray(node)
}
