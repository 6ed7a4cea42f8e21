import type { OperatorName } from '../../knowledge/operators/operator.ts'
import type { Field } from '../../yaml/field.ts'
import { groupBy } from '../group-by.ts'
import type { FoundImageConfig } from './operated-resource.ts'
import type { KnownOperator } from './running.ts'

/** What was found of one kind, and by namespace: thousands of resources ask. */
type ByNamespace<Found> = {
  readonly all: readonly Found[]
  readonly byNamespace: ReadonlyMap<string | undefined, readonly Found[]>
}

type Running = ByNamespace<KnownOperator> & { readonly isOneVersion: boolean }

const configs = new WeakMap<readonly FoundImageConfig[], ByNamespace<Field>>()
const operators = new WeakMap<readonly KnownOperator[], Map<OperatorName, Running>>()

/** The ImageConfigs of a run. Counted once for each list. */
export function imageConfigsOf(found: readonly FoundImageConfig[]): ByNamespace<Field> {
  let index = configs.get(found)
  if (index === undefined) {
    const groups = groupBy(found, ({ namespace }) => namespace)
    index = {
      all: rootsOf(found),
      byNamespace: new Map(Array.from(groups, ([namespace, own]) => [namespace, rootsOf(own)])),
    }
    configs.set(found, index)
  }
  return index
}

/** The Deployments of one operator in a run. Counted once for each list. */
export function operatorsCalled(name: OperatorName, found: readonly KnownOperator[]): Running {
  const byName = operators.get(found) ?? new Map<OperatorName, Running>()
  operators.set(found, byName)
  let index = byName.get(name)
  if (index === undefined) {
    const own = found.filter(({ operator }) => operator === name)
    const isOneVersion = new Set(own.map(({ version }) => version)).size < 2
    index = { all: own, byNamespace: groupBy(own, ({ namespace }) => namespace), isOneVersion }
    byName.set(name, index)
  }
  return index
}

function rootsOf(found: readonly FoundImageConfig[]): readonly Field[] {
  return found.map(({ root }) => root)
}
