import type { Problem } from '../../problem.ts'
import { canonical, canonicalName } from '../../reference/canonical.ts'
import { fronts, hostBehind, equivalentHosts } from '../../reference/front.ts'
import { dockerHub, dockerHubAliases } from '../../reference/docker-hub.ts'
import { formatName } from '../../reference/reference.ts'
import { layoutRow } from '../../rules/layout.ts'
import { isUnder } from '../../rules/syntax/prefix.ts'
import { keepsInPlace } from '../../rules/target-index.ts'
import { createRuleSet } from '../../rules/ruleset.ts'
import { inexpressible, limited, type ExportInput } from './export-target.ts'
import { inexpressibleBelow } from './prefix-limits.ts'
import { inexpressibleNames } from './name-limits.ts'
import {
  exclusionRows,
  imageRows,
  mirrorRows,
  type PrefixRow,
  type Refuse,
  type SingleName,
} from './rule-prefixes.ts'
import { inexpressibleSettings } from './setting-limits.ts'

/** Well-known registries, used when no manifests show which ones are in use. */
const publicRegistries = [
  dockerHub,
  'quay.io',
  'ghcr.io',
  'gcr.io',
  'registry.k8s.io',
  'k8s.gcr.io',
  'mcr.microsoft.com',
  'public.ecr.aws',
  'nvcr.io',
  ...fronts.map(({ host }) => host),
]

/** The rules as prefixes, for nodes and for OpenShift, and what prefixes cannot express. */
export function prefixRows(input: ExportInput): {
  readonly rows: readonly PrefixRow[]
  readonly problems: readonly Problem[]
} {
  const { entries } = input
  const problems: Problem[] = []
  const refuse: Refuse = (rule, why) => {
    problems.push(
      inexpressible(
        `prefixes cannot express ${rule}: ${why}`,
        'leave it to the post-renderer or a policy, or use a mirror for it',
      ),
    )
    return []
  }
  const names: SingleName[] = []
  const images = entries.images.flatMap(entry => imageRows(entry, names, refuse))
  const mirrors = entries.mirrors.flatMap(entry => mirrorRows(entry, names, refuse))
  const exclusions = entries.excludes.flatMap(entry => {
    const rows = exclusionRows(entry, names, refuse)
    if (rows.length > 0) problems.push(...inexpressibleNames(entry.rule.text, entry.pattern, input))
    return rows
  })
  const blocked = entries.blocked.map(({ source }) => ({ source: source.name, target: undefined }))
  const all = registryRows(input, refuse)
  problems.push(...all.problems, ...inexpressibleBelow(names, input), ...inexpressibleSettings(input))
  const isExcluded = ({ source }: PrefixRow): boolean => exclusions.some(one => isUnder(source, one.source))
  const named = withFronts([
    ...images,
    ...[...blocked, ...mirrors].filter(row => !isExcluded(row)),
    ...exclusions,
  ])
  const moving = [...named, ...all.rows.filter(row => !isExcluded(row))]
  const kept = targetRows(entries).filter(({ source }) => moving.some(row => isUnder(source, row.source)))
  return { rows: withAliases(firstOfEach([...moving, ...kept]).filter(isNeeded)), problems }
}

/** Targets, which stay where they are. */
function targetRows({ mirrors, registry }: ExportInput['entries']): readonly PrefixRow[] {
  const moving = mirrors.filter(entry => !keepsInPlace(entry))
  return [...moving, ...(registry === undefined ? [] : [registry])].map(({ target }) => ({
    source: target.name,
    target: target.name,
  }))
}

/** What the registry takes, which is everything else: the registries that are known. */
function registryRows(
  { entries: { registry }, config, images }: ExportInput,
  refuse: Refuse,
): { readonly rows: readonly PrefixRow[]; readonly problems: readonly Problem[] } {
  if (registry === undefined) return { rows: [], problems: [] }
  const { target, rule } = registry
  const { front } = layoutRow(config.layout)
  if (front === undefined && images.length === 0) {
    const layout = `${rule.text} with the layout ${config.layout}`
    return { rows: refuse(layout, 'they keep what follows; name the rendered manifests'), problems: [] }
  }
  if (front === undefined) return { rows: rowOfEach(images, config), problems: [] }
  const found = [...new Set(images.map(image => canonical(image).registry))]
  const hosts = (images.length === 0 ? publicRegistries : found).filter(host => host !== target.name)
  const rows = hosts.map(host => ({
    source: host,
    target: [target.text, front(hostBehind(host))].filter(part => part !== '').join('/'),
  }))
  const which = images.length === 0 ? 'the public ones' : 'those of the manifests'
  return {
    rows,
    problems: [
      limited(
        `prefixes have no rule for all registries: ${which} are listed, ${hosts.join(', ')}`,
        images.length === 0
          ? 'name the rendered manifests to have theirs'
          : 'export again when other registries are used',
      ),
    ],
  }
}

/** A row for each image that the registry takes: its layout keeps nothing that a prefix could say. */
function rowOfEach(images: ExportInput['images'], config: ExportInput['config']): readonly PrefixRow[] {
  const { ruleSet } = createRuleSet(config)
  return images.flatMap(image => {
    const decision = ruleSet.decide(image)
    return decision.kind === 'relocated' && decision.rule.type === 'registry'
      ? [{ source: canonicalName(image), target: formatName(decision.target) }]
      : []
  })
}

/** A name that stays needs a row only where a shorter one would move it. */
function isNeeded(row: PrefixRow, _: number, all: readonly PrefixRow[]): boolean {
  return row.source !== row.target || all.some(other => other !== row && isUnder(row.source, other.source))
}

/** The same for hosts that front a registry, or that are fronted, where no rule speaks of those themselves. */
function withFronts(rows: readonly PrefixRow[]): readonly PrefixRow[] {
  const beside = rows.flatMap(({ source, target }) => {
    const host = source.split('/')[0] ?? ''
    return equivalentHosts(host).map(other => {
      const moved = other + source.slice(host.length)
      return { source: moved, target: target === source ? moved : target }
    })
  })
  return [...rows, ...beside.filter(({ source }) => !rows.some(row => isUnder(source, row.source)))]
}

/** Hosts that are Docker Hub under another name, which nodes do not know to be. */
function withAliases(rows: readonly PrefixRow[]): readonly PrefixRow[] {
  const aliases = [...dockerHubAliases].filter(host => host !== dockerHub && host !== `index.${dockerHub}`)
  return rows.flatMap(row => {
    if (!isUnder(row.source, dockerHub) || row.source === row.target) return [row]
    return [
      row,
      ...aliases.map(host => ({ source: host + row.source.slice(dockerHub.length), target: row.target })),
    ]
  })
}

function firstOfEach(rows: readonly PrefixRow[]): readonly PrefixRow[] {
  const known = new Set<string>()
  return rows.filter(({ source }) => !known.has(source) && known.add(source))
}
