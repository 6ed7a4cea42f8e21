import { readFileSync } from 'node:fs'
import { modelOf, namesOf } from '../knowledge/operator-model.ts'
import { findImages } from '../../src/find/find.ts'
import { emptyConfig, type Config } from '../../src/config/config.ts'
import { mergeConfigs } from '../../src/config/merge.ts'
import { parseConfig } from '../../src/config/parse.ts'
import { parseValues } from '../../src/config/values/parse-values.ts'
import { chartNames } from '../../src/knowledge/charts/component.ts'
import { builtInFieldSpecs } from '../../src/knowledge/fieldspecs/index.ts'
import { formatJson } from '../../src/output/images/image-data.ts'
import { imagesIn, listOf } from '../../src/output/images/image-list.ts'
import { entriesOf } from '../../src/output/report/stream-entries.ts'
import { formatChartValues } from '../../src/output/values/chart-values.ts'
import {
  defaultKubernetesMinor,
  defaultKyvernoMinor,
  type ExportTargetName,
} from '../../src/output/export/export-format.ts'
import { exportTargets } from '../../src/output/export/targets.ts'
import { readerOf, takesDigest } from '../../src/knowledge/operators/digests.ts'
import { parseVersion } from '../../src/knowledge/version.ts'
import { readEntries } from '../../src/rules/read-entries.ts'
import { accountTable, imageConfigTables, operatorInputTable } from '../../scripts/knowledge.ts'
import { relocate } from '../../src/relocate.ts'
import { createRuleSet } from '../../src/rules/ruleset.ts'
import { policyOf } from '../../src/verify/policy.ts'
import { verifyFound } from '../../src/verify/verify.ts'

/** What the program makes of a case, in every output that a row can decide about. This file is bundled once a mutant. */
export type Case =
  | { readonly kind: 'stream'; readonly input: string; readonly config?: string }
  | { readonly kind: 'values'; readonly input: string }
  | {
      readonly kind: 'release'
      readonly operator: 'cass-operator' | 'k8ssandra-operator' | 'prometheus-operator' | 'reaper-operator'
      readonly version: string
      readonly input: string
    }
  | { readonly kind: 'export'; readonly target: ExportTargetName; readonly input: string }
  | { readonly kind: 'documentation'; readonly input: string }

const digestForms = (
  [
    ['cass-operator', ['text', 'image-config-text', 'repository', 'image-config-parts', 'image-config-type']],
    ['k8ssandra-operator', ['text', 'object', 'image-config-parts']],
    ['prometheus-operator', ['text', 'base-image', 'repository']],
    ['reaper-operator', ['text']],
  ] as const
).flatMap(([operator, forms]) =>
  forms.flatMap(form =>
    ['0.3.5', '0.40.0', '0.80.0', '1.20.0', '1.30.0'].map(version => [operator, form, version] as const),
  ),
)

/** One text that differs where the program behaves differently. */
export function outcomeOf(one: Case): string {
  switch (one.kind) {
    case 'stream':
      return ofStream(one.input, configOf(one.config))
    case 'values':
      return JSON.stringify(parseValues([{ name: 'values.yaml', text: one.input }]))
    case 'release':
      return namesOf(modelOf(one.input, { [one.operator]: one.version })).join('\n')
    case 'export':
      return ofExport(one.target)
    case 'documentation':
      return [operatorInputTable(), imageConfigTables(), accountTable(), JSON.stringify(digests())].join('\n')
  }
}

function configOf(path: string | undefined): Config {
  if (path !== undefined) return mergeConfigs(parseConfig(readFileSync(path, 'utf8'), path).config)
  return { ...emptyConfig, registry: 'registry.internal:5000/m', imagePullSecrets: ['regkey'] }
}

function ofStream(input: string, config: Config): string {
  const result = relocate(input, config)
  const { output, problems } = result
  const list = listOf([imagesIn(result)])
  const { images, secrets, pods, operatorImages, restarts, skipped } = entriesOf(result)
  const values = chartNames.map(chart => formatChartValues([result], chart, config.imagePullSecrets))
  const found = verifyFound(
    findImages(input, builtInFieldSpecs),
    policyOf(createRuleSet(config).ruleSet, config),
  )
  return [
    output,
    formatJson(list),
    JSON.stringify([problems.map(({ code, message, remedy }) => [code, message, remedy]), values]),
    JSON.stringify([images, secrets, pods, operatorImages, restarts, skipped]),
    JSON.stringify(result.changes.map(({ spec }) => spec?.path)),
    JSON.stringify(found.outside.map(({ is, why, offset }) => [is, why, offset])),
  ].join('\n')
}

function ofExport(target: ExportTargetName): string {
  const config: Config = {
    ...emptyConfig,
    registry: 'registry.internal:5000/m',
    imagePullSecrets: ['regkey'],
  }
  const base = { kubernetes: defaultKubernetesMinor, kyverno: defaultKyvernoMinor, action: 'deny' } as const
  const { entries } = readEntries(config)
  return exportTargets[target].write({ config, entries, ...base, streams: [], images: [], pods: [] }).text
}

/** What each operator makes of a digest, by release and form, and which reads the images of a field. */
function digests() {
  const answers = digestForms.map(([operator, form, version]) =>
    takesDigest(operator, parseVersion(version), form),
  )
  return [answers, builtInFieldSpecs.map(readerOf)]
}
