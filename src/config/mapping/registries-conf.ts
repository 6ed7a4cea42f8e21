import { parse as parseToml, TomlError } from 'smol-toml'
import { quote } from '../../reference/quote.ts'
import type { SourceTarget } from '../../rules/rule-config.ts'
import { mappingProblem, type ForeignMapping, type MappingFormat } from './mapping.ts'

/** Settings about how to connect: they say nothing about where an image goes. */
const aboutConnections: ReadonlySet<string> = new Set(['insecure'])

/** Top-level settings that say nothing about where an image goes, but how short names and credentials are treated. */
const ignoredAtTop: ReadonlySet<string> = new Set([
  'registry',
  'short-name-mode',
  'credential-helpers',
  'additional-layer-store-auth-helper',
  'aliases',
])

/**
 * registries.conf of Podman, CRI-O and Buildah, version 2: `prefix`, `location`, mirrors, `blocked`, `*.host`.
 * Source: https://github.com/containers/image/blob/main/docs/containers-registries.conf.5.md
 */
export const registriesConf: MappingFormat = {
  name: 'registries.conf',
  title: 'registries.conf of Podman and CRI-O',
  isIt: text =>
    /^[ \t]{0,40}(?:\[\[[ \t]{0,40}registry[ \t]{0,40}\]\]|\[(?:aliases|registries\.(?:search|insecure|block))\]|unqualified-search-registries[ \t]{0,40}=)/m.test(
      text,
    ),
  parse(text, file): ForeignMapping {
    const fault = (line: number, message: string, remedy: string): ForeignMapping['problems'] => [
      mappingProblem(file, line, message, remedy),
    ]
    let top: Readonly<Record<string, unknown>>
    try {
      top = parseToml(text)
    } catch (error) {
      if (!(error instanceof TomlError)) throw error
      const [reason = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n')
      return { config: {}, problems: fault(error.line, `not readable as TOML: ${reason}`, 'fix the TOML') }
    }
    const lines = headerLines(text)
    if (top['registries'] !== undefined)
      return {
        config: {},
        problems: fault(
          lineOf(text, 'registries.'),
          'version 1 of registries.conf, which has no mirrors and which Podman and CRI-O no longer read',
          'write it in version 2: [[registry]] with prefix and location',
        ),
      }
    if (top['aliases'] !== undefined && top['registry'] === undefined)
      return {
        config: {},
        problems: fault(
          lineOf(text, 'aliases'),
          'short-name aliases alone, and Kubernetes looks for short names on docker.io',
          'give a file with [[registry]], or a plain list with the full names',
        ),
      }
    const problems = Object.keys(top)
      .filter(key => !ignoredAtTop.has(key) && key !== 'unqualified-search-registries')
      .flatMap(key => fault(lineOf(text, key), `${quote(key)} has no counterpart here`, 'remove it'))
    const search = top['unqualified-search-registries']
    if (Array.isArray(search) && search.some(host => host !== 'docker.io'))
      problems.push(
        ...fault(
          lineOf(text, 'unqualified-search-registries'),
          'Kubernetes looks for short names on docker.io alone',
          'leave docker.io alone in it, or remove it',
        ),
      )
    const mirrors: SourceTarget[] = []
    const blocked: string[] = []
    for (const [index, registry] of tablesAt(top, 'registry').entries()) {
      const read = readRegistry(registry)
      const at = (key: string | undefined): number =>
        lineWithin(text, lines[index] ?? 1, lines[index + 1], key)
      mirrors.push(...read.mirrors)
      blocked.push(...read.blocked)
      for (const { message, remedy, key } of read.faults) problems.push(...fault(at(key), message, remedy))
    }
    const sources = [...mirrors.map(({ source }) => source), ...blocked]
    const isNeeded = ({ source, target }: SourceTarget): boolean =>
      source !== target || sources.some(other => covers(other, source))
    // One that stays where it is says something only where a shorter prefix would move it, or is blocked.
    return { config: { mirrors: mirrors.filter(isNeeded), blocked }, problems }
  },
}

/** Whether a prefix, `*.host` among them, takes what the other one takes. */
function covers(prefix: string, other: string): boolean {
  if (!prefix.startsWith('*.')) return other.startsWith(`${prefix}/`)
  return (other.split('/')[0] ?? '').endsWith(prefix.slice(1))
}

type Read = {
  readonly mirrors: readonly SourceTarget[]
  readonly blocked: readonly string[]
  /** With the key in the table that is at fault. */
  readonly faults: readonly {
    readonly message: string
    readonly remedy: string
    readonly key?: string | undefined
  }[]
}

function readRegistry(registry: Readonly<Record<string, unknown>>): Read {
  const location = textAt(registry, 'location')
  const source = textAt(registry, 'prefix') ?? location
  const nothing = { mirrors: [], blocked: [] }
  const refuse = (message: string, remedy: string, key?: string): Read => ({
    ...nothing,
    faults: [{ message, remedy, key }],
  })
  if (source === undefined) return refuse('a registry without prefix and location', 'give it a prefix')
  const strangers = Object.keys(registry).filter(key => !known.has(key))
  if (strangers.length > 0)
    return refuse(`${source}: unknown setting ${strangers.map(quote).join(', ')}`, 'remove it', strangers[0])
  if (registry['blocked'] === true) return { mirrors: [], blocked: [source], faults: [] }
  const mirrors = tablesAt(registry, 'mirror')
  const limited = mirrors.find(mirror => !['all', undefined].includes(textAt(mirror, 'pull-from-mirror')))
  if (limited !== undefined || registry['mirror-by-digest-only'] === true)
    return refuse(
      `${source}: a mirror for digests or tags only`,
      'split it into images, or let it hold for all',
      limited === undefined ? 'mirror-by-digest-only' : 'pull-from-mirror',
    )
  if (mirrors.length > 1) {
    const names = mirrors.map(mirror => textAt(mirror, 'location') ?? '?').join(', ')
    return refuse(
      `${source}: several mirrors to try in turn (${names}); a manifest names one`,
      'keep one of them',
      '[[registry.mirror]]',
    )
  }
  const target = textAt(mirrors[0] ?? {}, 'location') ?? location
  if (mirrors.length === 1 && textAt(mirrors[0] ?? {}, 'location') === undefined)
    return refuse(`${source}: a mirror without a location`, 'give it a location')
  if (target === undefined) return { ...nothing, faults: [] }
  return { mirrors: [{ source, target }], blocked: [], faults: [] }
}

const known: ReadonlySet<string> = new Set([
  'prefix',
  'location',
  'blocked',
  'mirror',
  'mirror-by-digest-only',
  ...aboutConnections,
])

function textAt(table: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const value = table[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

function tablesAt(
  table: Readonly<Record<string, unknown>>,
  key: string,
): readonly Readonly<Record<string, unknown>>[] {
  const value = table[key]
  return Array.isArray(value) ? (value as Readonly<Record<string, unknown>>[]) : []
}

/** The line of each `[[registry]]`, in order. */
function headerLines(text: string): readonly number[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      /^[ \t]{0,40}\[\[[ \t]{0,40}registry[ \t]{0,40}\]\]/.test(line) ? [index + 1] : [],
    )
}

/** The line of a key of the registry that begins at one line, before the next one begins; else that of the registry. */
function lineWithin(text: string, start: number, end: number | undefined, key: string | undefined): number {
  if (key === undefined) return start
  const own = text.split('\n').slice(start, end === undefined ? undefined : end - 1)
  const index = own.findLastIndex(line => line.replace(/[\s"']/g, '').startsWith(key))
  return index < 0 ? start : start + 1 + index
}

function lineOf(text: string, key: string): number {
  const index = text.split('\n').findIndex(line =>
    line
      .trimStart()
      .replace(/^\[+\s*/, '')
      .startsWith(key),
  )
  return index + 1 || 1
}
