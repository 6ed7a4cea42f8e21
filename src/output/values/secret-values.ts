import type { ChartName } from '../../knowledge/charts/component.ts'
import type { TreeLeaf } from './commented-tree.ts'
import { rows } from './secret-rows.ts'

/** The keys that give a chart's pods these pull secrets, as far as it has any. */
export function secretValues(
  chart: ChartName,
  components: readonly string[],
  names: readonly string[],
): readonly { readonly path: string; readonly leaf: TreeLeaf }[] {
  if (names.length === 0) return []
  return rows
    .filter(row => row.chart === chart && components.some(name => isBelow(name, row.component)))
    .map(({ path, form }) => ({ path, leaf: form === 'texts' ? names : names.map(name => ({ name })) }))
}

function isBelow(component: string, name: string): boolean {
  return component === name || component.startsWith(`${name}.`)
}
