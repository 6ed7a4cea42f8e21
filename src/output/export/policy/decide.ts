import { longestName } from '../../../reference/name-length.ts'
import { fronts, equivalentHosts } from '../../../reference/front.ts'
import { dockerHub } from '../../../reference/docker-hub.ts'
import type { Unmapped } from '../../../rules/rule-config.ts'
import type { Layout } from '../../../rules/layout.ts'
import { celRows, celString, celStrings, type CelRow } from './cel.ts'
import type { PolicyVariable } from './read-references.ts'
import type { RuleRows } from './rule-rows.ts'

/** What a policy decides with: the rules as rows, and where all other images go. */
export type PolicyRules = {
  readonly rows: RuleRows
  /** The target of what no other rule takes, as written. */
  readonly registry: string | undefined
  readonly layout: Layout
  /** What no rule takes: `keep` lets it stay, `refuse` gives it no target. */
  readonly unmapped: Unmapped
  /** Whether images lose their digest on the way, unless a mirror says otherwise. */
  readonly dropsDigests: boolean
}

/** Stands for a decision to leave an image alone; no reference has a blank. */
const excluded = "' excluded'"

/**
 * Variables that decide as `RuleSet.decide` does. `decisions` has a row for each reference: path, image and `target`,
 * which is the image itself where it stays, and empty where no rule gives it a place. `choices` says which are excluded.
 */
export function decide(rules: PolicyRules): readonly PolicyVariable[] {
  const { images, exclusions, mirrors } = rules.rows
  const names = ['[r.name]', ...otherNames(rules.rows)].join(' + ')
  return [
    ...data('images', images),
    ...data('exclusions', exclusions),
    ...data('mirrors', mirrors),
    {
      name: 'choices',
      expression: `variables.references.map(r, {'path': r.path, 'image': r.image, 'choice': ((${names}).map(k,
  ${answers(rules).join(' +\n  ')}).filter(a, a.size() > 0) + [[${fallback(rules)}]])[0][0]})`,
    },
    {
      name: 'decisions',
      expression: `variables.choices.map(c, {'path': c.path, 'image': c.image, 'target': c.choice == ${excluded} ? c.image : c.choice})`,
    },
  ]
}

/** Whether anything that the pod pulls is not excluded. */
export const pullsAnything = `variables.choices.size() == 0 || variables.choices.exists(c, c.choice != ${excluded})`

export function hasTargets({ rows: { targets, names } }: PolicyRules): boolean {
  return targets.length + names.length > 0
}

/** Whether the reference `r` is where images are relocated to. */
export function isAtTarget({ rows }: PolicyRules): string {
  const below = `${celStrings(rows.targets)}.exists(t, r.name.startsWith(t) && (r.name + '/').startsWith(t + '/'))`
  const tests = [
    ...(rows.targets.length === 0 ? [] : [below]),
    ...(rows.names.length === 0 ? [] : [`r.name in ${celStrings(rows.names)}`]),
  ]
  return tests.join(' || ')
}

/** Lists of answers for the name `k` of the reference `r`, the first of which counts. */
function answers(rules: PolicyRules): readonly string[] {
  const { images, exclusions, mirrors } = rules.rows
  const lists = [
    ...(images.length === 0
      ? []
      : [`variables.images.filter(e, ${takesImage(images)}).map(e, e.target${imageVersion(images)})`]),
    ...(exclusions.length === 0
      ? []
      : [`variables.exclusions.filter(x, ${excludes(exclusions)}).map(x, ${excluded})`]),
    ...(hasTargets(rules) ? [`(k == r.name && (${isAtTarget(rules)}) ? [r.image] : [])`] : []),
    ...(mirrors.length === 0
      ? []
      : [`variables.mirrors.filter(m, ${takesMirror(mirrors)}).map(m, ${mirrorTarget(mirrors)})`]),
  ]
  return lists.length === 0 ? ['[r.image].filter(i, false)'] : lists
}

/**
 * Names of the image at hosts that front its own, or that its own fronts, where a rule names such a host. Rules for the
 * name as written count before.
 */
function otherNames(rows: RuleRows): readonly string[] {
  const pairs = [...new Set(fronts.flatMap(({ host, of }) => [host, of]))].flatMap(host =>
    equivalentHosts(host)
      .filter(other => mentions(rows, other))
      .map(other => ({ host, other })),
  )
  if (pairs.length === 0) return []
  const library = `(f.other == ${celString(dockerHub)} && !${repository}.contains('/') ? 'library/' : '')`
  const list = pairs.map(({ host, other }) => `{'host': ${celString(host)}, 'other': ${celString(other)}}`)
  return [
    `[${list.join(', ')}].filter(f, f.host == r.host).map(f, f.other + '/' + ${library} + ${repository})`,
  ]
}

function mentions({ images, mirrors, exclusions }: RuleRows, host: string): boolean {
  const isUnderHost = (name: string | undefined): boolean => name?.split('/')[0] === host
  return (
    images.some(({ name }) => isUnderHost(name)) ||
    mirrors.some(({ source }) => isUnderHost(source)) ||
    exclusions.some(
      ({ name, prefix, pattern }) => isUnderHost(name) || isUnderHost(prefix) || pattern !== undefined,
    )
  )
}

function fallback({ registry, layout, unmapped, dropsDigests }: PolicyRules): string {
  if (registry === undefined) return unmapped === 'keep' ? 'r.image' : "''"
  const name = `${celString(`${registry}/`)} + ${layoutPaths[layout]}`
  return dropsDigests
    ? `r.version.startsWith('@') ? '' : ${placed(name, "r.version.split('@')[0]")}`
    : placed(name, 'r.version')
}

/** The reference of a name and what follows it; empty where the name would be too long. */
function placed(name: string, version: string): string {
  return `[${name}].map(n, n.size() > ${longestName} ? '' : n + ${version})[0]`
}

const repository = 'r.name.substring(r.host.size() + 1)'

const hostBehind = `(${fronts.map(({ host, of }) => `r.host == ${celString(host)} ? ${celString(of)} : `).join('')}r.host)`

/** The path below the registry, layout by layout, as `layout.ts` has them. */
const layoutPaths: Readonly<Record<Layout, string>> = {
  preserve: repository,
  flatten: "r.name.substring(r.name.lastIndexOf('/') + 1)",
  full: `(r.host.contains('_') ? 'host__' + r.host : r.host.startsWith('[') ? 'ipv6__' + r.host.substring(1, r.host.indexOf(']')).split(':').map(g, g == '' ? 'x' : g).join('_') +
    r.host.substring(r.host.indexOf(']') + 1).replace(':', '__') : ${hostBehind}.lowerAscii().replace(':', '_')) + '/' + ${repository}`,
}

function takesImage(rows: readonly CelRow[]): string {
  return ['e.name == k', ...versionTests('e', rows)].join(' && ')
}

function imageVersion(rows: readonly CelRow[]): string {
  if (!rows.some(({ version }) => version !== undefined)) return ' + r.version'
  return " + ('version' in e ? '' : r.version)"
}

function takesMirror(rows: readonly CelRow[]): string {
  const hasOnly = rows.some(({ only }) => only !== undefined)
  const below = "k.startsWith(m.source + '/')"
  const name = `k.startsWith(m.source) && (m.source == k || ${hasOnly ? `!('only' in m) && ${below}` : below})`
  return [name, ...versionTests('m', rows)].join(' && ')
}

function mirrorTarget(rows: readonly CelRow[]): string {
  const has = (key: string): boolean => rows.some(row => row[key] !== undefined)
  const text = placed(
    'm.target + k.substring(m.source.size())',
    has('drop') ? "('drop' in m ? r.version.split('@')[0] : r.version)" : 'r.version',
  )
  return [
    ...(has('keep') ? ["'keep' in m ? r.image : "] : []),
    ...(rows.some(({ target }) => target === '') ? ["m.target == '' ? '' : "] : []),
    ...(has('drop') ? ["'drop' in m && r.version.startsWith('@') ? '' : "] : []),
    text,
  ].join('')
}

function versionTests(row: string, rows: readonly CelRow[]): readonly string[] {
  return (['tag', 'digest'] as const)
    .filter(key => rows.some(data => data[key] !== undefined))
    .map(key => `(!('${key}' in ${row}) || ${row}.${key} == r.${key})`)
}

function excludes(rows: readonly CelRow[]): string {
  const has = (key: string) => rows.some(row => row[key] !== undefined)
  const tests = [
    ...(has('name') ? ["'name' in x && x.name == k"] : []),
    ...(has('prefix') ? ["'prefix' in x && k.startsWith(x.prefix)"] : []),
    ...(has('pattern') ? ["'pattern' in x && k.matches(x.pattern)"] : []),
  ]
  const versions = (['tag', 'digest'] as const)
    .filter(has)
    .map(key => `(!('${key}' in x) || r.${key} != '' && r.${key}.matches(x.${key}))`)
  return [`(${tests.join(' || ')})`, ...versions].join(' && ')
}

function data(name: string, rows: readonly CelRow[]): readonly PolicyVariable[] {
  return rows.length === 0 ? [] : [{ name, expression: celRows(rows) }]
}
