import { canonicalName } from '../reference/canonical.ts'
import type { Entries, ImageRule, MirrorRule } from './entries.ts'
import { officialName, prefixesOf } from './syntax/prefix.ts'
import type { Rule } from './rule.ts'

/** Which rule has a canonical name under its target already; undefined if none does. */
export type TargetIndex = (name: string) => Rule | undefined

/** Whether a mirror sends images to where they are, so that they stay out of the reach of other rules. */
export function keepsInPlace({ source, target }: MirrorRule): boolean {
  return source.name === target.name && source.tag === undefined && source.digest === undefined
}

/** Under the registry or the target of a mirror, at a `/`. The longest target answers. */
export function prefixIndex({ registry, mirrors }: Pick<Entries, 'registry' | 'mirrors'>): TargetIndex {
  const rules = new Map<string, Rule>()
  const add = (name: string, rule: Rule) => (rules.has(name) ? undefined : rules.set(name, rule))
  if (registry !== undefined) add(registry.target.name, registry.rule)
  const moving = mirrors.filter(entry => !keepsInPlace(entry))
  for (const { target, rule } of moving) add(target.name, rule)
  const whole = new Map(moving.map(({ target, rule }) => [officialName(target.name), rule]))
  return name => {
    const prefix = prefixesOf(name).find(text => rules.has(text))
    return prefix === undefined ? whole.get(name) : rules.get(prefix)
  }
}

/** The name that an exact image is given, or anything under the other targets. */
export function anyIndex(entries: Entries): TargetIndex {
  const underPrefix = prefixIndex(entries)
  const names = new Map(entries.images.map(({ target, rule }) => [canonicalName(target), rule]))
  return name => names.get(name) ?? underPrefix(name)
}

/** Whether one of these canonical names is where a rule sends images. */
export function targetsHold(names: ReadonlySet<string>): {
  readonly image: (entry: ImageRule) => boolean
  readonly mirror: (entry: MirrorRule) => boolean
} {
  const prefixes = new Set([...names].flatMap(prefixesOf))
  return {
    image: ({ target }) => names.has(canonicalName(target)),
    mirror: ({ target }) => prefixes.has(target.name) || names.has(officialName(target.name) ?? ''),
  }
}
