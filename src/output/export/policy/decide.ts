import { longestName } from '../../../reference/path.ts'
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
  readonly unmapped: 'keep' | 'refuse'
}

/**
 * Variables that decide as `RuleSet.decide` does. `decisions` has a row for each reference: path, image and `target`,
 * which is the image itself where it stays, and empty where no rule gives it a place.
 */
export function decide(rules: PolicyRules): readonly PolicyVariable[] {
  const { images, exclusions, mirrors } = rules.rows
  return [
    ...data('images', images),
    ...data('exclusions', exclusions),
    ...data('mirrors', mirrors),
    {
      name: 'decisions',
      expression: `variables.references.map(r, {'path': r.path, 'image': r.image, 'target': (\n  ${candidates(rules).join(' +\n  ')})[0]})`,
    },
  ]
}

/** Whether the reference `r` is excluded, and no exact image takes it all the same; `false` without exclusions. */
export function isExcluded({ rows }: PolicyRules): string {
  if (rows.exclusions.length === 0) return 'false'
  const excluded = `variables.exclusions.exists(x, ${excludes(rows.exclusions)})`
  return rows.images.length === 0
    ? excluded
    : `!variables.images.exists(e, ${takesImage(rows.images)}) && ${excluded}`
}

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

/** Lists of targets, the first of which counts. */
function candidates(rules: PolicyRules): readonly string[] {
  const { images, exclusions } = rules.rows
  const names = placed(rules)
  return [
    ...(images.length === 0
      ? []
      : [`variables.images.filter(e, ${takesImage(images)}).map(e, e.target${imageVersion(images)})`]),
    ...(exclusions.length === 0
      ? []
      : [`variables.exclusions.filter(x, ${excludes(exclusions)}).map(x, r.image)`]),
    ...(hasTargets(rules) ? [`(${isAtTarget(rules)} ? [r.image] : [])`] : []),
    ...(names.length === 0
      ? []
      : [`(${names.join(' +\n    ')}).map(n, n == '' || n.size() > ${longestName} ? '' : n + r.version)`]),
    ...(rules.registry === undefined ? [rules.unmapped === 'keep' ? '[r.image]' : "['']"] : []),
  ]
}

/** Lists of names without tag and digest; an empty name stands for what would be no reference. */
function placed({ rows: { mirrors }, registry, layout }: PolicyRules): readonly string[] {
  return [
    ...(mirrors.length === 0
      ? []
      : [`variables.mirrors.filter(m, ${takesMirror(mirrors)}).map(m, ${mirrorTarget(mirrors)})`]),
    ...(registry === undefined ? [] : [`[${celString(`${registry}/`)} + ${layoutPaths[layout]}]`]),
  ]
}

const repository = 'r.name.substring(r.host.size() + 1)'

/** The path below the registry, layout by layout, as `layout.ts` has them. */
const layoutPaths: Readonly<Record<Layout, string>> = {
  preserve: repository,
  flatten: "r.name.substring(r.name.lastIndexOf('/') + 1)",
  full: `(r.host.contains('_') ? 'host__' + r.host : r.host.startsWith('[') ? 'ipv6__' + r.host.substring(1, r.host.indexOf(']')).split(':').map(g, g == '' ? 'x' : g).join('_') +
    r.host.substring(r.host.indexOf(']') + 1).replace(':', '__') : r.host.lowerAscii().replace(':', '_')) + '/' + ${repository}`,
}

function takesImage(rows: readonly CelRow[]): string {
  return ['e.name == r.name', ...versionTests('e', rows)].join(' && ')
}

function imageVersion(rows: readonly CelRow[]): string {
  if (!rows.some(({ version }) => version !== undefined)) return ' + r.version'
  return " + ('version' in e ? '' : r.version)"
}

function takesMirror(rows: readonly CelRow[]): string {
  const hasOnly = rows.some(({ only }) => only !== undefined)
  const below = "r.name.startsWith(m.source + '/')"
  const name = `r.name.startsWith(m.source) && (m.source == r.name || ${hasOnly ? `!('only' in m) && ${below}` : below})`
  return [name, ...versionTests('m', rows)].join(' && ')
}

function mirrorTarget(rows: readonly CelRow[]): string {
  const text = 'm.target + r.name.substring(m.source.size())'
  return rows.some(({ target }) => target === '') ? `m.target == '' ? '' : ${text}` : text
}

function versionTests(row: string, rows: readonly CelRow[]): readonly string[] {
  return (['tag', 'digest'] as const)
    .filter(key => rows.some(data => data[key] !== undefined))
    .map(key => `(!('${key}' in ${row}) || ${row}.${key} == r.${key})`)
}

function excludes(rows: readonly CelRow[]): string {
  const has = (key: string) => rows.some(row => row[key] !== undefined)
  const tests = [
    ...(has('name') ? ["'name' in x && x.name == r.name"] : []),
    ...(has('prefix') ? ["'prefix' in x && r.name.startsWith(x.prefix)"] : []),
    ...(has('pattern') ? ["'pattern' in x && r.name.matches(x.pattern)"] : []),
  ]
  const versions = (['tag', 'digest'] as const)
    .filter(has)
    .map(key => `(!('${key}' in x) || r.${key} != '' && r.${key}.matches(x.${key}))`)
  return [`(${tests.join(' || ')})`, ...versions].join(' && ')
}

function data(name: string, rows: readonly CelRow[]): readonly PolicyVariable[] {
  return rows.length === 0 ? [] : [{ name, expression: celRows(rows) }]
}
