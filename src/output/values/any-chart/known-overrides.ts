import { parse } from 'yaml'
import type { ChartName } from '../../../knowledge/charts/component.ts'
import type { Result } from '../../../relocate.ts'
import { formatChartValues } from '../chart-values.ts'
import { isTree } from './image-value.ts'
import type { Override } from './propose.ts'

/** Known overrides for a chart of K8ssandra: values that its defaults do not show. */
export function knownOverrides(result: Result, chart: ChartName): readonly Override[] {
  const overrides: Override[] = []
  const visit = (node: unknown, path: readonly string[]): void => {
    if (typeof node === 'string') overrides.push({ path, value: node, about: [path.slice(0, -1).join('.')] })
    else if (isTree(node)) for (const [key, value] of Object.entries(node)) visit(value, [...path, key])
  }
  visit(parse(formatChartValues([result], chart, []).text), [])
  return overrides
}
