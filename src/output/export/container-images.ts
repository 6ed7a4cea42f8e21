import { parseReference } from '../../reference/parse.ts'
import { formatName, formatVersion, type Reference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { isSchema } from '../../manifest/manifest.ts'
import { escapePattern } from './escape-pattern.ts'
import { diffJson, isObject, type Json, type PatchOperation } from './flux/json-patch.ts'
import type { ObjectPair } from './flux/object-pair.ts'

/** An entry of `images` in a kustomization. Source: https://kubectl.docs.kubernetes.io/references/kustomize/builtins/#_imagetagtransformer_ */
export type KustomizeImage = {
  readonly name: string
  readonly newName: string
  readonly newTag?: string
  readonly digest?: string
}

/** Where kustomize looks for images, in objects of any kind: lists of these names, at any depth. */
const lists = new Set(['containers', 'initContainers'])

/** Whether keys from the root lead to an image that kustomize finds. */
function isContainerImage(keys: readonly string[]): boolean {
  return keys.at(-1) === 'image' && lists.has(keys.at(-3) ?? '') && /^[0-9]+$/.test(keys.at(-2) ?? '')
}

/**
 * Entries for images of containers that say all by themselves: wherever the name is written in a container, it becomes
 * the same one. kustomize reads the name as a regular expression, so that one which matches another name is left out.
 */
export function containerImages(pairs: readonly ObjectPair[]): readonly KustomizeImage[] {
  if (pairs.some(({ before }) => stopsKustomize(before))) return []
  const byName = new Map<string, Set<string>>()
  const versions = new Map<string, KustomizeImage>()
  for (const { before, after, kind } of pairs) {
    if (isSchema(kind)) continue
    for (const [old, changed] of imagesIn(before, after, [])) {
      const [from, to] = [parseReference(old), parseReference(changed)]
      if (isRefusal(from) || isRefusal(to)) continue
      const entry = entryOf(from, to)
      const name = formatName(from)
      byName.set(name, (byName.get(name) ?? new Set()).add(entry === undefined ? '' : JSON.stringify(entry)))
      if (entry !== undefined) versions.set(name, entry)
    }
  }
  const names = [...byName.keys()]
  return [...versions.values()].filter(
    ({ name, newName }) =>
      byName.get(name)?.size === 1 &&
      newName !== name &&
      !names.some(other => other !== name && matches(name, other)),
  )
}

/**
 * Whether kustomize ends with an error as soon as it looks for images: it takes the items of these lists for mappings, and
 * the `volumes` of a PodSecurityPolicy are words.
 */
function stopsKustomize(value: Json, key = ''): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (
    Array.isArray(value) &&
    (lists.has(key) || key === 'volumes') &&
    value.some(item => !isObject(item as Json))
  )
    return true
  return Object.entries(value).some(([inner, item]) => stopsKustomize(item as Json, inner))
}

/** What entries leave to do of the change of an object. */
export function restOf(images: readonly KustomizeImage[]): (pair: ObjectPair) => readonly PatchOperation[] {
  const entries = new Map(images.map(entry => [entry.name, entry]))
  return ({ before, after }) =>
    diffJson(
      before,
      after,
      (keys, old, changed) =>
        isContainerImage(keys) && typeof old === 'string' && applyImages(entries, old) === changed,
    )
}

/** What the entry would do to an image text: what kustomize does. */
function applyImages(entries: ReadonlyMap<string, KustomizeImage>, text: string): string {
  const reference = parseReference(text)
  if (isRefusal(reference)) return text
  const entry = entries.get(formatName(reference))
  return entry === undefined ? text : entry.newName + formatVersion(reference)
}

function entryOf(from: Reference, to: Reference): KustomizeImage | undefined {
  const isKept = formatVersion(from) === formatVersion(to)
  const isKnown =
    from.registry?.includes('[') !== true && (from.digest === undefined || from.digest.startsWith('sha256:'))
  return isKept && isKnown ? { name: formatName(from), newName: formatName(to) } : undefined
}

function matches(name: string, other: string): boolean {
  return new RegExp(`^${escapePattern(name).replaceAll('\\.', '.')}$`).test(other)
}

function* imagesIn(before: Json, after: Json, keys: readonly string[]): Generator<readonly [string, string]> {
  if (typeof before !== 'object' || before === null) {
    if (isContainerImage(keys) && typeof before === 'string' && typeof after === 'string')
      yield [before, after]
    return
  }
  const changed = (after ?? {}) as { readonly [key: string]: Json }
  for (const [key, value] of Object.entries(before))
    yield* imagesIn(value, changed[key] ?? null, [...keys, key])
}
