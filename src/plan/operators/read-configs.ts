import type { Field } from '../../yaml/field.ts'
import { groupBy } from '../group-by.ts'
import type { FoundImageConfig } from './operated-resource.ts'
import type { KnownOperator } from './running.ts'

/** The ImageConfigs that operators read: one of each version of its API. */
export type ReadConfigs = {
  readonly roots: readonly Field[]
  /** Where it is not known which of several they read, the one that is assumed, by the version of its API. */
  readonly assumed: ReadonlyMap<FoundImageConfig['api'], FoundImageConfig>
}

/** Thousands of resources ask the same. */
const known = new WeakMap<readonly FoundImageConfig[], WeakMap<readonly KnownOperator[], ReadConfigs>>()

/** Those of several ImageConfigs that operators read. */
export function readConfigs(
  configs: readonly FoundImageConfig[],
  operators: readonly KnownOperator[],
): ReadConfigs {
  const byOperators = known.get(configs) ?? new WeakMap<readonly KnownOperator[], ReadConfigs>()
  known.set(configs, byOperators)
  let read = byOperators.get(operators)
  if (read === undefined) {
    read = chooseConfigs(configs, operators)
    byOperators.set(operators, read)
  }
  return read
}

function chooseConfigs(
  configs: readonly FoundImageConfig[],
  operators: readonly KnownOperator[],
): ReadConfigs {
  const mounted = new Set(operators.flatMap(({ configMaps }) => configMaps))
  const assumed = new Map<FoundImageConfig['api'], FoundImageConfig>()
  const chosen = [...groupBy(configs, ({ api }) => api)].flatMap(([api, group]) => {
    const [first, ...others] = api === 'v1beta1' ? filesOf(group, mounted) : firstByLabel(group)
    if (first === undefined) return []
    if (others.some(other => !isAlike(other, first))) assumed.set(api, first)
    return [first]
  })
  return { roots: chosen.map(({ root }) => root), assumed }
}

/** Of v1beta1, the one that is mounted; all where none is. */
function filesOf(
  configs: readonly FoundImageConfig[],
  mounted: ReadonlySet<string>,
): readonly FoundImageConfig[] {
  const own = configs.filter(({ name }) => mounted.has(name))
  return own.length > 0 ? own : configs
}

/** Of later versions, the first one with the label, in the order of their names; all where none has it or names are missing. */
function firstByLabel(configs: readonly FoundImageConfig[]): readonly FoundImageConfig[] {
  const labelled = configs.filter(({ isLabelled }) => isLabelled)
  if (labelled.length === 0) return configs
  if (labelled.some(({ name }) => name === '')) return labelled
  const [first] = labelled.toSorted((one, other) => (one.name < other.name ? -1 : 1))
  return labelled.filter(({ name }) => name === first?.name)
}

/** Whether two ImageConfigs are written alike. */
function isAlike({ root: one }: FoundImageConfig, { root: other }: FoundImageConfig): boolean {
  const textOf = ({ inText, node }: Field): string => inText.source.slice(node.start, node.end)
  return textOf(one) === textOf(other)
}
