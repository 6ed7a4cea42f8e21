import { isFault, type Fault } from '../reference/refusal.ts'
import { selectorOf, type Selector } from '../rules/match-subject.ts'
import { parseImage, parseMirrorSource } from '../rules/source.ts'

import type { Config, PartialConfig } from './config.ts'
import type { SourceTarget } from '../rules/rule-config.ts'
import { emptyConfig } from './config.ts'

/**
 * One configuration from several, the weakest first.
 *
 * - `registry`, `layout`, `strict`: the last that says it wins.
 * - `mirrors`, `images`: all are kept; of two with the same source, however spelt, the last wins, in the place of the first.
 * - `operators`: the last that names an operator wins.
 * - `exclude`, `imagePullSecrets`, `fieldSpecs`, `accept`: appended in order, none twice.
 */
export function mergeConfigs(...configs: readonly PartialConfig[]): Config {
  return configs.reduce<Config>(
    (merged, config) => ({
      ...merged,
      ...config,
      mirrors: overrideBySource(merged.mirrors, config.mirrors ?? [], parseMirrorSource),
      images: overrideBySource(merged.images, config.images ?? [], imageSelector),
      exclude: unique([...merged.exclude, ...(config.exclude ?? [])], pattern => pattern),
      blocked: unique([...(merged.blocked ?? []), ...(config.blocked ?? [])], prefix => prefix),
      imagePullSecrets: unique(
        [...merged.imagePullSecrets, ...(config.imagePullSecrets ?? [])],
        name => name,
      ),
      fieldSpecs: unique([...merged.fieldSpecs, ...(config.fieldSpecs ?? [])], row =>
        JSON.stringify([row.group, row.kind, row.path, row.shape]),
      ),
      accept: unique([...merged.accept, ...(config.accept ?? [])], ({ code, image, object, path }) =>
        JSON.stringify([code, image, object, path]),
      ),
      operators: { ...merged.operators, ...config.operators },
      ...(config.definitions === undefined
        ? {}
        : { definitions: [...(merged.definitions ?? []), ...config.definitions] }),
    }),
    emptyConfig,
  )
}

/** Two mappings of one and the same origin are both kept: whether they contradict is for the rule set to say. */
function overrideBySource<Mapping extends SourceTarget>(
  weaker: readonly Mapping[],
  stronger: readonly Mapping[],
  read: (source: string) => Selector | Fault,
): readonly Mapping[] {
  const keyOf = ({ source }: SourceTarget) => {
    const selector = read(source)
    return isFault(selector) ? source : JSON.stringify([selector.name, selector.tag, selector.digest])
  }
  const overriding = new Map(stronger.map(mapping => [keyOf(mapping), mapping]))
  const placed = new Set<Mapping>()
  const kept = weaker.map(mapping => {
    const winner = overriding.get(keyOf(mapping))
    if (winner !== undefined) placed.add(winner)
    return winner ?? mapping
  })
  return [...kept, ...stronger.filter(mapping => !placed.has(mapping))]
}

function imageSelector(source: string): Selector | Fault {
  const reference = parseImage(source)
  return isFault(reference) ? reference : selectorOf(reference)
}

function unique<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const seen = new Set<string>()
  return items.filter(item => {
    const key = keyOf(item)
    return !seen.has(key) && seen.add(key)
  })
}
