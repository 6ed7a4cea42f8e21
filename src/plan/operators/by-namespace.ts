import type { OperatorName } from '../../knowledge/operators/operator.ts'
import { settingsOf } from '../../knowledge/operators/running-operator.ts'
import { groupBy } from '../group-by.ts'
import type { FoundImageConfig } from './operated-resource.ts'
import type { KnownOperator } from './running.ts'
import { selectingOf, type Selecting } from './selecting.ts'
import { WatchIndex } from './watch-index.ts'

/** What was found of one kind, and by namespace: thousands of resources ask. */
type ByNamespace<Found> = {
  readonly all: readonly Found[]
  readonly byNamespace: ReadonlyMap<string | undefined, readonly Found[]>
}

/** The Deployments of one operator. */
type Running = {
  readonly all: readonly KnownOperator[]
  /** Whether all have one version and the same settings. */
  readonly isOne: boolean
  /** Those that look after a kind of resources in a namespace; all where none does, or where it is not known. */
  readonly watching: (namespace: string | undefined, kind?: string) => Watching
  /** Those that select a resource by its labels and annotations; undefined where none does. */
  readonly selecting: (resource: Selecting) => Running | undefined
}

type Watching = {
  readonly all: readonly KnownOperator[]
  readonly isOne: boolean
  /** Those that are in the namespace themselves. */
  readonly near: readonly KnownOperator[]
  /** Whether all of them look after other namespaces only. */
  readonly isElsewhere: boolean
}

const configs = new WeakMap<readonly FoundImageConfig[], ByNamespace<FoundImageConfig>>()
const operators = new WeakMap<readonly KnownOperator[], Map<OperatorName, Running>>()

/** The ImageConfigs of a run. Counted once for each list. */
export function imageConfigsOf(found: readonly FoundImageConfig[]): ByNamespace<FoundImageConfig> {
  let index = configs.get(found)
  if (index === undefined) {
    index = { all: found, byNamespace: groupBy(found, ({ namespace }) => namespace) }
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
    index = runningOf(found.filter(({ operator }) => operator === name))
    byName.set(name, index)
  }
  return index
}

function runningOf(all: readonly KnownOperator[]): Running {
  const isOne = areEqual(all)
  const known = new Map<string, Watching>()
  const watched = new WatchIndex(all)
  const watching = (namespace: string | undefined, kind?: string): Watching => {
    const key = `${kind ?? ''} ${namespace ?? ''}`
    let own = known.get(key)
    if (own === undefined) {
      own = watchingOf({ all, isOne, watched }, namespace, kind)
      known.set(key, own)
    }
    return own
  }
  const running: Running = {
    all,
    isOne,
    watching,
    selecting: selectingOf(all, (some): Running => (some === all ? running : runningOf(some))),
  }
  return running
}

function watchingOf(
  { all, isOne, watched }: Pick<Running, 'all' | 'isOne'> & { readonly watched: WatchIndex },
  namespace: string | undefined,
  kind: string | undefined,
): Watching {
  const own = namespace === undefined ? all : watched.watching(namespace, kind)
  const chosen = own.length === 0 ? all : own
  const near = namespace === undefined ? [] : watched.near(chosen, namespace)
  return {
    all: chosen,
    isOne: isOne || (chosen !== all && areEqual(chosen)),
    near,
    isElsewhere: own.length === 0 && all.length > 0,
  }
}

/** Whether operators have one version and the same settings about images. */
export function areEqual(found: readonly KnownOperator[]): boolean {
  const known = equal.get(found)
  if (known !== undefined) return known
  const [first, ...others] = found
  const settings = first === undefined ? '' : settingsOf(first)
  const isEqual = others.every(other => settingsOf(other) === settings)
  equal.set(found, isEqual)
  return isEqual
}

/** Thousands of resources ask for those of one namespace. */
const equal = new WeakMap<readonly KnownOperator[], boolean>()
