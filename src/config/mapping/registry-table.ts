import { quote } from '../../reference/quote.ts'
import { trimSlashes } from '../../reference/slashes.ts'
import type { SourceTarget } from '../../rules/rule-config.ts'
import { isHostless } from './mapping.ts'
import { isTables, tablesAt, textAt, type Table } from './toml-table.ts'

/** What one `[[registry]]` says: where its images go, or that nothing may be pulled from it. */
export type ReadRegistry = {
  readonly mirror?: SourceTarget
  readonly blocked?: string
  /** With the key in the table that is at fault. */
  readonly faults: readonly {
    readonly message: string
    readonly remedy: string
    readonly key?: string | undefined
    /** Whether it is a mirror's. */
    readonly isOfMirror?: boolean
  }[]
}

type Form = 'text' | 'boolean' | 'tables'

/** `insecure` is about the connection: it says nothing about where an image goes. */
const registryKeys: Readonly<Record<string, Form>> = {
  prefix: 'text',
  location: 'text',
  blocked: 'boolean',
  insecure: 'boolean',
  mirror: 'tables',
  'mirror-by-digest-only': 'boolean',
}

const mirrorKeys: Readonly<Record<string, Form>> = {
  location: 'text',
  insecure: 'boolean',
  'pull-from-mirror': 'text',
}

const forms: Readonly<Record<Form, { readonly is: (value: unknown) => boolean; readonly remedy: string }>> = {
  text: { is: value => typeof value === 'string', remedy: 'write it in quotes' },
  boolean: { is: value => typeof value === 'boolean', remedy: 'write true or false, without quotes' },
  tables: { is: isTables, remedy: 'write [[registry.mirror]]' },
}

export function readRegistry(registry: Table): ReadRegistry {
  const location = textAt(registry, 'location')
  const source = textAt(registry, 'prefix') ?? location
  const mirrors = tablesAt(registry, 'mirror')
  const malformed = [
    ...formFaults(registry, registryKeys, source),
    ...mirrors
      .flatMap(mirror => formFaults(mirror, mirrorKeys, source))
      .map(fault => ({ ...fault, isOfMirror: true })),
  ]
  if (malformed.length > 0) return { faults: malformed }
  if (source === undefined) return refuse('a registry without prefix and location', 'give it a prefix')
  if (registry['blocked'] === true) return { blocked: source, faults: [] }
  const tried = mirrorsTried(mirrors, location ?? source)
  const refusal = refuseMirrors(source, tried, registry['mirror-by-digest-only'] === true)
  if (refusal !== undefined) return refusal
  const target = textAt(tried[0] ?? {}, 'location') ?? location
  if (target === undefined && !source.startsWith('*.'))
    return refuse(`${source}: a registry without location and mirror`, 'give it a location', 'prefix')
  if (target !== undefined && isHostless(target))
    return refuse(
      `${source}: ${quote(target)} starts with no host; in an image it is a path on Docker Hub`,
      'write the host with a "." or a port',
      'location',
    )
  return target === undefined ? { faults: [] } : { mirror: { source, target }, faults: [] }
}

/** Mirrors that are not one mirror for all images of the registry. */
function refuseMirrors(
  source: string,
  tried: readonly Table[],
  isDigestOnly: boolean,
): ReadRegistry | undefined {
  if (tried.some(mirror => textAt(mirror, 'location') === undefined))
    return refuse(`${source}: a mirror without a location`, 'give it a location', '[[registry.mirror]]')
  const limited = tried.find(mirror => !['all', undefined].includes(textAt(mirror, 'pull-from-mirror')))
  if (limited !== undefined || (isDigestOnly && tried.length > 0))
    return refuse(
      `${source}: a mirror for digests or tags only`,
      'split it into images, or let it hold for all',
      limited === undefined ? 'mirror-by-digest-only' : 'pull-from-mirror',
    )
  if (tried.length < 2) return undefined
  const names = tried.map(mirror => textAt(mirror, 'location')).join(', ')
  return refuse(
    `${source}: several mirrors to try in turn (${names}); a manifest names one`,
    'keep one of them',
    '[[registry.mirror]]',
  )
}

function refuse(message: string, remedy: string, key?: string): ReadRegistry {
  return { faults: [{ message, remedy, key, isOfMirror: true }] }
}

/**
 * The mirrors that count. The location is tried last anyway: as the last of several mirrors it says nothing. One for digests and
 * the same for tags is one for all.
 */
function mirrorsTried(mirrors: readonly Table[], location: string): readonly Table[] {
  const byLocation = new Map<string, Table>()
  for (const mirror of mirrors) {
    const key = trimSlashes(textAt(mirror, 'location') ?? '')
    const known = byLocation.get(key)
    const [one, other] = [known, mirror].map(table => textAt(table ?? {}, 'pull-from-mirror') ?? 'all')
    const isWhole = known !== undefined && one !== other
    byLocation.set(key, isWhole ? { ...mirror, 'pull-from-mirror': 'all' } : mirror)
  }
  const tried = [...byLocation.values()]
  const last = trimSlashes(textAt(tried.at(-1) ?? {}, 'location') ?? '')
  return tried.length > 1 && last === trimSlashes(location) ? tried.slice(0, -1) : tried
}

function formFaults(
  table: Table,
  keys: Readonly<Record<string, Form>>,
  source = 'a registry',
): ReadRegistry['faults'] {
  return Object.entries(table).flatMap(([key, value]) => {
    const form = Object.hasOwn(keys, key) ? keys[key] : undefined
    if (form === undefined)
      return { message: `${source}: unknown setting ${quote(key)}`, remedy: 'remove it', key }
    const { is, remedy } = forms[form]
    return is(value) ? [] : { message: `${source}: ${quote(key)} has a value of another kind`, remedy, key }
  })
}
