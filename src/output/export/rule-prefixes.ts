import { formatName } from '../../reference/reference.ts'
import type { ExcludeRule, ImageRule, MirrorRule } from '../../rules/entries.ts'
import { officialName } from '../../rules/syntax/prefix.ts'
import { keepsInPlace } from '../../rules/target-index.ts'
import { literalOfGlob, prefixOfGlob } from './policy/glob-pattern.ts'

/**
 * All names below the source go to the target; the longest source counts. Where both are equal, they stay; without a
 * target, nothing may be pulled from there.
 */
export type PrefixRow = { readonly source: string; readonly target: string | undefined }

/** Reports a rule that prefixes cannot express; it has no rows. */
export type Refuse = (rule: string, why: string) => readonly PrefixRow[]

/** A rule that means one name, and nothing below it. */
export type SingleName = { readonly rule: string; readonly name: string }

export function imageRows(
  { rule, source, target }: ImageRule,
  names: SingleName[],
  refuse: Refuse,
): readonly PrefixRow[] {
  const versions = [source.tag, source.digest, target.tag, target.digest]
  if (versions.some(version => version !== undefined)) return refuse(rule.text, 'they say nothing about tags')
  names.push({ rule: rule.text, name: source.name })
  return [{ source: source.name, target: formatName(target) }]
}

export function mirrorRows(entry: MirrorRule, names: SingleName[], refuse: Refuse): readonly PrefixRow[] {
  const { rule, source, target } = entry
  if (source.tag !== undefined || source.digest !== undefined)
    return refuse(rule.text, 'they say nothing about tags')
  if (keepsInPlace(entry)) return [{ source: source.name, target: source.name }]
  const official = officialName(source.name)
  const row = { source: source.name, target: target.text }
  if (official === undefined) return [row]
  names.push({ rule: rule.text, name: official })
  return [row, { source: official, target: target.text }]
}

export function exclusionRows(
  { rule, pattern }: ExcludeRule,
  names: SingleName[],
  refuse: Refuse,
): readonly PrefixRow[] {
  const sources = pattern.map(({ name, tag, digest }) =>
    tag === undefined && digest === undefined
      ? (literalOfGlob(name) ?? prefixOfGlob(name)?.slice(0, -1))
      : undefined,
  )
  if (sources.includes(undefined)) return refuse(rule.text, 'they have neither wildcards nor tags')
  for (const { name } of pattern) {
    const literal = literalOfGlob(name)
    if (literal !== undefined) names.push({ rule: rule.text, name: literal })
  }
  return sources.flatMap(name => (name === undefined ? [] : [{ source: name, target: name }]))
}
