import { parse as parseToml, TomlError } from 'smol-toml'
import type { Problem } from '../../problem.ts'
import { canonicalName } from '../../reference/canonical.ts'
import { parseReference } from '../../reference/parse.ts'
import { quote } from '../../reference/quote.ts'
import { isRefusal } from '../../reference/refusal.ts'
import type { SourceTarget } from '../../rules/rule-config.ts'
import { mappingProblem, type MappedRule, type MappedRules, type MappingFormat } from './mapping.ts'
import { readRegistry, type ReadRegistry } from './registry-table.ts'
import { isTable, isTables, tablesAt, tomlLines, type Table } from './toml-table.ts'

/** Top-level settings that say nothing about where an image goes, but how short names and credentials are treated. */
const ignoredAtTop: ReadonlySet<string> = new Set([
  'short-name-mode',
  'credential-helpers',
  'additional-layer-store-auth-helper',
])

/**
 * registries.conf of Podman, CRI-O and Buildah, version 2: `prefix`, `location`, mirrors, `blocked`, `*.host`.
 * Source: https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md
 */
export const registriesConf: MappingFormat = {
  name: 'registries.conf',
  title: 'registries.conf of Podman and CRI-O',
  isOfNodes: true,
  isIt: text =>
    /^[ \t]{0,40}(?:\[\[[ \t]{0,40}registry(?:\.mirror)?[ \t]{0,40}\]\]|\[(?:aliases|registry|registries\.(?:search|insecure|block))\]|(?:unqualified-search-registries|short-name-mode|registry)[ \t]{0,40}=[ \t]{0,40}[["'])/m.test(
      text,
    ),
  parse(text, file): MappedRules {
    const lines = tomlLines(text)
    const fault = (line: number, message: string, remedy: string): Problem =>
      mappingProblem(file, line, message, remedy)
    const read = readToml(text)
    if ('reason' in read)
      return {
        rules: [],
        problems: [fault(read.line, `not readable as TOML: ${read.reason}`, 'fix the TOML')],
      }
    const { top } = read
    if (top['registries'] !== undefined)
      return {
        rules: [],
        problems: [
          fault(
            lines.of('registries.'),
            'version 1 of registries.conf, which has no mirrors and which Podman and CRI-O no longer read',
            'write it in version 2: [[registry]] with prefix and location',
          ),
        ],
      }
    const registries = tablesAt(top, 'registry').map((registry, index) => ({
      ...readRegistry(registry),
      line: lines.within(index),
      index,
    }))
    return {
      rules: rulesOf(registries),
      problems: [
        ...topFaults(top, (key, message, remedy) => fault(lines.of(key), message, remedy)),
        ...registries.flatMap(({ faults, index }) =>
          faults.map(({ message, remedy, key, isOfMirror }) =>
            fault(lines.within(index, key, isOfMirror), message, remedy),
          ),
        ),
      ],
    }
  },
}

/** The top of a TOML text, or why it is none. */
function readToml(
  text: string,
): { readonly top: Table } | { readonly line: number; readonly reason: string } {
  try {
    return { top: parseToml(text) }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const [reason = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n')
    return { line: error.line, reason }
  }
}

/** The mirrors, then what is blocked. A mirror that stays where it is says something only where a shorter prefix takes it. */
function rulesOf(
  registries: readonly (Pick<ReadRegistry, 'mirror' | 'blocked'> & Pick<MappedRule, 'line'>)[],
): readonly MappedRule[] {
  const sources = registries.flatMap(({ mirror, blocked }) => [mirror?.source ?? [], blocked ?? []].flat())
  const isNeeded = ({ source, target }: SourceTarget): boolean =>
    source !== target || sources.some(other => covers(other, source))
  return [
    ...registries.flatMap(({ mirror, line }) =>
      mirror !== undefined && isNeeded(mirror) ? { config: { mirrors: [mirror] }, line } : [],
    ),
    ...registries.flatMap(({ blocked, line }) =>
      blocked === undefined ? [] : { config: { blocked: [blocked] }, line },
    ),
  ]
}

type TopFault = (key: string, message: string, remedy: string) => Problem

/** What the settings ahead of the registries say and nobody here can do. */
function topFaults(top: Table, fault: TopFault): readonly Problem[] {
  const known = new Set([...ignoredAtTop, 'registry', 'aliases', 'unqualified-search-registries'])
  const problems = Object.keys(top)
    .filter(key => !known.has(key))
    .map(key => fault(key, `${quote(key)} has no counterpart here`, 'remove it'))
  const { registry, aliases, 'unqualified-search-registries': search } = top
  if (registry !== undefined && !isTables(registry))
    problems.push(fault('registry', 'registry is no list of tables', 'write [[registry]]'))
  if (search !== undefined && !(Array.isArray(search) && search.every(host => host === 'docker.io')))
    problems.push(
      fault(
        'unqualified-search-registries',
        'Kubernetes looks for short names on docker.io alone',
        'leave docker.io alone in it, as in ["docker.io"], or remove it',
      ),
    )
  return [...problems, ...aliasFaults(aliases, registry !== undefined, fault)]
}

/** Short names that Kubernetes would look for elsewhere. */
function aliasFaults(aliases: unknown, hasRegistries: boolean, fault: TopFault): readonly Problem[] {
  if (aliases === undefined) return []
  if (!isTable(aliases)) return [fault('aliases', 'aliases is no table', 'write [aliases]')]
  if (!hasRegistries)
    return [
      fault(
        'aliases',
        'short-name aliases alone, and Kubernetes looks for short names on docker.io',
        'give a file with [[registry]], or a plain list with the full names',
      ),
    ]
  const others = Object.entries(aliases).filter(([name, value]) => value !== '' && !isOnHub(name, value))
  return others.map(([name]) =>
    fault(
      name,
      `the alias ${quote(name)} leads away from docker.io, where Kubernetes looks for short names`,
      'write the full name into the manifests, and remove the alias',
    ),
  )
}

/** Whether an alias names the image that its short name names anyway. */
function isOnHub(name: string, value: unknown): boolean {
  const [short, full] = [parseReference(name), parseReference(String(value))]
  return !isRefusal(short) && !isRefusal(full) && canonicalName(short) === canonicalName(full)
}

/** Whether a prefix, `*.host` among them, takes what the other one takes. */
function covers(prefix: string, other: string): boolean {
  if (!prefix.startsWith('*.')) return other.startsWith(`${prefix}/`)
  return (other.split('/')[0] ?? '').endsWith(prefix.slice(1))
}
