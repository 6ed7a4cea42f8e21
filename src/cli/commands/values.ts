import { chartNames, type ChartName } from '../../knowledge/charts/component.ts'
import type { Result } from '../../relocate.ts'
import { formatChartValues, type PlacedImages } from '../../output/values/chart-values.ts'

import { isChart } from '../io/chart.ts'
import type { Invocation, Outcome } from '../commands.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { relocateEach } from '../io/input/each-stream.ts'
import { plainData } from '../io/input/plain-data.ts'
import { openSources } from '../io/input/sources.ts'
import { noOutcome } from '../messages/outcome.ts'

/** Prints chart values that say the same to the chart as the relocation does to its output. */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const [word] = invocation.paths
  if (word !== undefined && isChart(word, invocation.cwd))
    return (await import('./values/any-chart.ts')).executeForChart(word, invocation)
  const sources = await openSources(invocation)
  if (sources.problems.length > 0) return { ...noOutcome, problems: sources.problems }
  const { config, settings } = invocation
  const results: PlacedImages[] = []
  const { problems: found } = await relocateEach(
    sources,
    config,
    ({ result }) => results.push('streams' in sources ? result : placedImages(result)),
    true,
  )
  if (exitCodeOf(found, config.strict) !== 0) return { ...noOutcome, problems: found }
  const named = chartNames.find(name => name === settings.text('chart'))
  const chart = named ?? chartOf(results)
  const { text, problems } = formatChartValues(results, chart, config.imagePullSecrets)
  return { output: text, problems: [...found, ...problems], details: [], summary: `values for ${chart}` }
}

function placedImages({ changes, unchanged }: Result): PlacedImages {
  return plainData({ changes: changes.map(({ rule: _rule, spec: _spec, ...change }) => change), unchanged })
}

/** The chart of the stream, by its comments or annotations; else K8ssandra 1.x. */
function chartOf(results: readonly PlacedImages[]): ChartName {
  const places = results.flatMap(({ changes, unchanged }) => [...changes, ...unchanged])
  const roots = places.map(({ place }) => place.source?.split('/')[0])
  return chartNames.find(name => roots.includes(name)) ?? 'k8ssandra'
}
