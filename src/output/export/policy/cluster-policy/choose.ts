import { fronts, hostBehind } from '../../../../reference/front.ts'
import { longestName } from '../../../../reference/name-length.ts'
import type { Layout } from '../../../../rules/layout.ts'
import { escapePattern } from '../../escape-pattern.ts'
import type { CelRow } from '../cel.ts'
import type { PolicyRules } from '../decide.ts'
import {
  jmesFirst,
  jmesJoin,
  jmesLiteral,
  jmesMatches,
  jmesString,
  jmesWhen,
  jmesWithout,
} from './jmespath.ts'
import { kept, otherNameCount, type Step } from './read.ts'

/** Choices that are not targets; no reference begins with a blank. `stays`: the rules send it nowhere else. */
export const choices = { excluded: "' excluded'", stays: "' stays'", none: "' none'" } as const

/** Steps that choose as `RuleSet.decide` does: at their end there are `image`, `item`, `isRead` and `choice`, a target or a word. */
export function chooseSteps(rules: PolicyRules): readonly Step[] {
  const fields = ['image', 'item', 'isRead', 'version', 'host', 'path', 'name', 'below', 'tag', 'digest']
  const others = Array.from({ length: otherNameCount }, (_, at) => `name${at + 1}`)
  const chains = [
    ...answers(rules, 'name', true),
    ...others.flatMap(name => {
      const chain = answers(rules, name, false)
      return chain.length === 0 ? [] : [`${name} != '' && (${jmesFirst(chain)})`]
    }),
  ]
  return [
    { ...kept(...fields, ...others), place: placeBelow[rules.layout] },
    {
      ...kept('image', 'item', 'isRead'),
      choice: `!isRead && ${choices.stays} || ${jmesFirst([...chains, fallback(rules)])}`,
    },
  ]
}

/** Alternatives for one name, in the order in which rules count. */
function answers({ rows }: PolicyRules, name: string, isOwn: boolean): readonly string[] {
  return [
    ...rows.images.map(row =>
      jmesWhen(
        [`${name} == ${text(row, 'name')}`, ...versionTests(row)],
        row['version'] === undefined ? jmesJoin(text(row, 'target'), 'version') : text(row, 'target'),
      ),
    ),
    ...rows.exclusions.map(row => jmesWhen(excludes(row, name), choices.excluded)),
    ...(isOwn ? rows.targets.map(prefix => jmesWhen([isBelow('below', prefix)], choices.stays)) : []),
    ...(isOwn ? rows.names.map(other => jmesWhen([`name == ${jmesString(other)}`], choices.stays)) : []),
    ...rows.mirrors.map(row => mirror(row, name)),
  ]
}

function isBelow(name: string, prefix: string): string {
  return `starts_with(${name}, ${jmesString(`${prefix}/`)})`
}

function mirror(row: CelRow, name: string): string {
  const { source = '', only, target = '', keep, drop } = row
  const isNamed = `${name} == ${jmesString(source)}`
  const takes = only === undefined ? `(${isNamed} || ${isBelow(name, source)})` : isNamed
  const rest = jmesWithout(`^${escapePattern(source)}`, name)
  const where = keep !== undefined ? choices.stays : target === '' ? choices.none : undefined
  const moved = placed(jmesJoin(jmesString(target), rest), drop !== undefined)
  return jmesWhen([takes, ...versionTests(row)], where ?? moved)
}

/** The reference of a name and what follows it; none where the name would be too long, or nothing would follow. */
function placed(name: string, dropsDigest: boolean): string {
  const isLong = `length(n) > ${jmesLiteral(longestName)}`
  const version = dropsDigest ? jmesWithout('@.*$', 'version') : 'version'
  const isLost = dropsDigest ? `starts_with(version, '@') && ${choices.none} || ` : ''
  return `(${isLost}({n: ${name}, v: ${version}} | (${isLong} && ${choices.none} || ${jmesJoin('n', 'v')})))`
}

function versionTests(row: CelRow): readonly string[] {
  return (['tag', 'digest'] as const)
    .filter(key => row[key] !== undefined)
    .map(key => `${key} == ${text(row, key)}`)
}

function excludes(row: CelRow, name: string): readonly string[] {
  const { name: own, prefix, pattern = '' } = row
  const isMeant =
    own !== undefined
      ? `${name} == ${jmesString(own)}`
      : prefix !== undefined
        ? `starts_with(${name}, ${jmesString(prefix)})`
        : jmesMatches(pattern, name)
  const versions = (['tag', 'digest'] as const)
    .filter(key => row[key] !== undefined)
    .map(key => `${key} != '' && ${jmesMatches(row[key] ?? '', key)}`)
  return [isMeant, ...versions]
}

function fallback({ registry, unmapped, dropsDigests }: PolicyRules): string {
  if (registry === undefined) return unmapped === 'keep' ? choices.stays : choices.none
  return placed(jmesJoin(jmesString(`${registry}/`), 'place'), dropsDigests)
}

/** The path below the registry, layout by layout, as `layout.ts` has them. */
const placeBelow: Readonly<Record<Layout, string>> = {
  preserve: 'path',
  flatten: jmesWithout('^.*/', 'path'),
  full: `join('/', [${jmesFirst([
    `contains(host, '_') && ${jmesJoin("'host__'", 'host')}`,
    `starts_with(host, '[') && ({g: ${jmesWithout('^\\[|\\].*$', 'host')}, p: ${jmesWithout('^[^\\]]*\\]:?', 'host')}} | ${jmesJoin(
      "'ipv6__'",
      "join('_', map(&(@ == '' && 'x' || @), split(g, ':')))",
      `(p != '' && ${jmesJoin("'__'", 'p')} || '')`,
    )})`,
    ...fronts.map(({ host }) => jmesWhen([`host == ${jmesString(host)}`], jmesString(hostBehind(host)))),
    "replace_all(to_lower(host), ':', '_')",
  ])}, path])`,
}

function text(row: CelRow, key: string): string {
  return jmesString(row[key] ?? '')
}
