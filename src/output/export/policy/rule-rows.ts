import { canonicalName } from '../../../reference/canonical.ts'
import { formatReference } from '../../../reference/reference.ts'
import type { Pattern } from '../../../rules/syntax/pattern.ts'
import type { BlockedRule, Entries, ImageRule, MirrorRule } from '../../../rules/entries.ts'
import { mostPreciseFirst } from '../../../rules/matching.ts'
import { mirrorRank } from '../../../rules/taker.ts'
import type { Prefix } from '../../../rules/syntax/prefix.ts'
import { officialName } from '../../../rules/syntax/prefix.ts'
import { keepsInPlace } from '../../../rules/target-index.ts'
import type { Digests } from '../../../rules/rule-config.ts'
import type { CelRow } from './cel.ts'
import { literalOfGlob, patternOfGlob, prefixOfGlob } from './glob-pattern.ts'

/**
 * The rules of a configuration as rows of data that a policy carries. In each list the first row that applies decides;
 * the lists are tried in this order: images, exclusions, targets, mirrors. Names are canonical.
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
  /**
   * `source` and `target`; `only` where just the name itself is meant, `keep` where it stays, `drop` where it loses its
   * digest. An empty target: no reference would come out, or nothing may be pulled from there.
   */
  readonly mirrors: readonly CelRow[]
}

export function ruleRows(entries: Entries, digests: Digests): RuleRows {
  const { images, excludes, blocked, registry } = entries
  const mirrors = entries.mirrors.filter(entry => !keepsInPlace(entry))
  const prefixes = [...(registry === undefined ? [] : [registry.target.name]), ...mirrors.map(targetName)]
  const official = mirrors.flatMap(({ target }) => officialName(target.name) ?? [])
  return {
    images: mostPreciseFirst(images).map(imageRow),
    exclusions: excludes.flatMap(({ pattern }) => exclusionRows(pattern)),
    targets: unique(prefixes),
    names: unique([...images.map(({ target }) => canonicalName(target)), ...official]),
    mirrors: [
      ...blocked.flatMap(blockedRows),
      ...entries.mirrors.flatMap(entry => mirrorRows(entry, digests)),
    ]
      .sort((a, b) => b.length - a.length || Number(b.isBlocked) - Number(a.isBlocked) || b.rank - a.rank)
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

type MirrorRow = {
  readonly row: CelRow
  readonly length: number
  readonly rank: number
  readonly isBlocked: boolean
}

function mirrorRows(entry: MirrorRule, digests: Digests): readonly MirrorRow[] {
  const { target } = entry
  const extra = {
    keep: keepsInPlace(entry) ? 'in place' : undefined,
    drop: (entry.digests ?? digests) === 'drop' ? 'digest' : undefined,
  }
  return sourceRows(entry, target.text, extra, false, wholeTarget(target))
}

/** From what is blocked, nothing may be pulled: like an image that no rule takes. */
function blockedRows(entry: BlockedRule): readonly MirrorRow[] {
  return sourceRows(entry, '', {}, true, '')
}

function sourceRows(
  entry: Pick<MirrorRule, 'source'>,
  below: string,
  extra: CelRow,
  isBlocked: boolean,
  atName: string,
): readonly MirrorRow[] {
  const { source } = entry
  const rank = mirrorRank(entry)
  const whole = (name: string): MirrorRow => ({
    row: { source: name, tag: source.tag, digest: source.digest, only: 'name', target: atName, ...extra },
    length: name.length,
    rank,
    isBlocked,
  })
  if (source.tag !== undefined || source.digest !== undefined) return [whole(source.name)]
  const prefix = {
    row: { source: source.name, target: below, ...extra },
    length: source.name.length,
    rank,
    isBlocked,
  }
  const official = officialName(source.name)
  return [
    ...(atName === '' && below !== '' && source.name.includes('/') ? [whole(source.name)] : []),
    prefix,
    ...(official === undefined ? [] : [whole(official)]),
  ]
}

/** Where the whole name goes; empty where no repository would follow the host. */
function wholeTarget(target: Prefix): string {
  return target.isHost && target.path === '' ? '' : target.text
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
