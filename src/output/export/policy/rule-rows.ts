import { canonicalName } from '../../../reference/canonical.ts'
import { formatReference } from '../../../reference/reference.ts'
import type { Pattern } from '../../../rules/pattern.ts'
import type { Entries, ImageRule, MirrorRule } from '../../../rules/entries.ts'
import { mirrorRank, mostPreciseFirst } from '../../../rules/matching.ts'
import type { Prefix } from '../../../rules/prefix.ts'
import { officialName } from '../../../rules/prefix.ts'
import type { CelRow } from './cel.ts'
import { literalOfGlob, patternOfGlob, prefixOfGlob } from './glob-pattern.ts'

/**
 * The rules of a configuration as rows of data that a policy carries. In each list the first row that applies decides;
 * the lists are asked in this order: images, exclusions, targets, mirrors. Names are canonical.
 */
export type RuleRows = {
  /** Exact images: `name`, and `tag` and `digest` where they are asked for; `version` where the target has its own. */
  readonly images: readonly CelRow[]
  /** What stays: `name` (just it), `prefix` (all below) or `pattern`, with patterns for `tag` and `digest`. */
  readonly exclusions: readonly CelRow[]
  /** Prefixes that images are relocated to: what is there stays. */
  readonly targets: readonly string[]
  /** Names that exact images are given. */
  readonly names: readonly string[]
  /** `source` and `target`; `only` where just the name itself is meant. Without a target no reference would come out. */
  readonly mirrors: readonly CelRow[]
}

export function ruleRows(entries: Entries): RuleRows {
  const { images, mirrors, excludes, registry } = entries
  const prefixes = [...(registry === undefined ? [] : [registry.target.name]), ...mirrors.map(targetName)]
  const official = mirrors.flatMap(({ target }) => officialName(target.name) ?? [])
  return {
    images: mostPreciseFirst(images).map(imageRow),
    exclusions: excludes.flatMap(({ pattern }) => exclusionRows(pattern)),
    targets: unique(prefixes),
    names: unique([...images.map(({ target }) => canonicalName(target)), ...official]),
    mirrors: mirrors
      .flatMap(mirrorRows)
      .sort((a, b) => b.length - a.length || b.rank - a.rank)
      .map(({ row }) => row),
  }
}

function targetName({ target }: MirrorRule): string {
  return target.name
}

function imageRow({ source, target }: ImageRule): CelRow {
  const hasVersion = target.tag !== undefined || target.digest !== undefined
  return { ...source, target: formatReference(target), version: hasVersion ? 'own' : undefined }
}

export function exclusionRows(pattern: Pattern): readonly CelRow[] {
  return pattern.map(({ name, tag, digest }) => {
    const literal = literalOfGlob(name)
    const prefix = prefixOfGlob(name)
    const where =
      literal !== undefined
        ? { name: literal }
        : prefix !== undefined
          ? { prefix }
          : { pattern: patternOfGlob(name) }
    return {
      ...where,
      tag: tag === undefined ? undefined : patternOfGlob(tag),
      digest: digest === undefined ? undefined : patternOfGlob(digest),
    }
  })
}

type MirrorRow = { readonly row: CelRow; readonly length: number; readonly rank: number }

function mirrorRows(entry: MirrorRule): readonly MirrorRow[] {
  const { source, target } = entry
  const rank = mirrorRank(entry)
  const whole = (name: string): MirrorRow => ({
    row: { source: name, tag: source.tag, digest: source.digest, only: 'name', target: wholeTarget(target) },
    length: name.length,
    rank,
  })
  if (source.tag !== undefined || source.digest !== undefined) return [whole(source.name)]
  const prefix = { row: { source: source.name, target: target.text }, length: source.name.length, rank }
  const official = officialName(source.name)
  return [
    ...(wholeTarget(target) === '' && source.name.includes('/') ? [whole(source.name)] : []),
    prefix,
    ...(official === undefined ? [] : [whole(official)]),
  ]
}

/** Where the whole name goes; empty where no repository would follow the host. */
function wholeTarget(target: Prefix): string {
  return target.isHost && target.path === '' ? '' : target.text
}

function unique(texts: readonly string[]): readonly string[] {
  return Array.from(new Set(texts))
}
