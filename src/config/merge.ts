import { parseMirrorSource } from '../rules/syntax/source.ts'

import type { Config, PartialConfig } from './config.ts'
import { emptyConfig } from './config.ts'
import { overrideBySource, imageSelector } from './override.ts'

/**
 * One configuration from several, the weakest first.
 *
 * - `registry`, `layout`, `strict`: the last one that sets it wins.
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
        JSON.stringify([row.group, row.kind, row.path, row.shape, row.keys, row.parts]),
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

function unique<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const seen = new Set<string>()
  return items.filter(item => {
    const key = keyOf(item)
    return !seen.has(key) && seen.add(key)
  })
}
