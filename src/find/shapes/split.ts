import { quote } from '../../reference/quote.ts'
import { textAt } from '../../yaml/lookup.ts'
import { parseReference } from '../../reference/parse.ts'
import { isRefusal } from '../../reference/refusal.ts'
import type { Mapping } from '../../yaml/node.ts'
import type { Finding, Site } from './finding.ts'
import { placeholderFiller } from './placeholder.ts'

/** Ways to write an image over sibling keys, as operators in the wild do: where its path and its version stand. */
const ways: readonly { readonly path: string; readonly beside: readonly string[] }[] = [
  { path: 'repository', beside: ['tag', 'version', 'image', 'imageTag', 'digest', 'sha'] },
  { path: 'hub', beside: ['tag', 'image'] },
]

/** A mapping without one of these has no such image. */
export const splitKeys: readonly string[] = ways.map(({ path }) => path)

/** What each key adds to the name, in its order. */
const nameKeys = ['registry', 'hub', 'repository', 'image', 'name'] as const

/**
 * A mapping that looks like an image in parts and that no row explains: a warning, because only its operator knows how
 * the parts are put together.
 */
export function readSplit(site: Site, mapping: Mapping): readonly Finding[] {
  const { source } = site.text
  const text = (key: string): string | undefined => textAt(source, mapping, key)
  const way = ways.find(
    ({ path, beside }) => text(path) !== undefined && beside.some(key => text(key) !== undefined),
  )
  if (way === undefined) return []
  const name = nameKeys.flatMap(key => text(key) ?? []).join('/')
  if (
    name.length > 255 ||
    !name.includes('/') ||
    name.includes('://') ||
    placeholderFiller(name) !== undefined
  )
    return []
  if (isRefusal(parseReference(name))) return []
  return [
    {
      type: 'remark',
      code: 'IMAGE_SPLIT',
      message: `${quote(name)} looks like an image written in parts, and no row says how its operator puts them together: left alone`,
      remedy:
        'name the image in the values of the chart, or add a row under fieldSpecs if the kind has a field with the whole reference',
      text: site.text,
      offset: mapping.start,
      path: site.path,
    },
  ]
}
