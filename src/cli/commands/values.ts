import { chartNames, type ChartName } from '../../knowledge/charts/component.ts'
import type { Result } from '../../relocate.ts'
import { formatChartValues } from '../../output/values/chart-values.ts'

import { isChart } from '../io/chart.ts'
import type { Invocation, Outcome } from '../commands.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { readInput } from '../io/input-streams.ts'
import { noOutcome } from '../messages/outcome.ts'
import { relocateStreams } from '../io/relocate-streams.ts'

/** Prints chart values that say the same to the chart as the relocation does to its output. */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const [word] = invocation.paths
  if (word !== undefined && isChart(word, invocation.cwd))
    return (await import('./values/any-chart.ts')).executeForChart(word, invocation)
  const { streams, problems: unread } = await readInput(invocation)
  if (unread.length > 0) return { ...noOutcome, problems: unread }
  const { config, settings } = invocation
  const { results, problems: found } = await relocateStreams(streams, config, true)
  if (exitCodeOf(found, config.strict) !== 0) return { ...noOutcome, problems: found }
  const named = chartNames.find(name => name === settings.text('chart'))
  const chart = named ?? chartOf(results)
  const { text, problems } = formatChartValues(results, chart, config.imagePullSecrets)
  return { output: text, problems: [...found, ...problems], details: [], summary: `values for ${chart}` }
}

/** The chart of the stream, by its comments or annotations; else K8ssandra 1.x. */
function chartOf(results: readonly Result[]): ChartName {
  const places = results.flatMap(({ changes, unchanged }) => [...changes, ...unchanged])
  const roots = places.map(({ place }) => place.source?.split('/')[0])
  return chartNames.find(name => roots.includes(name)) ?? 'k8ssandra'
}
