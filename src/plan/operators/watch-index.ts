import { watchedBy } from '../../knowledge/operators/scope.ts'
import { groupBy } from '../group-by.ts'
import type { KnownOperator } from './running.ts'

/** Who looks after resources of one kind. */
type Watchers = {
  /** In all namespaces but those. */
  readonly wide: readonly { readonly found: KnownOperator; readonly denied: ReadonlySet<string> }[]
  readonly byNamespace: ReadonlyMap<string, readonly KnownOperator[]>
  /** Whether all do so in all namespaces. */
  readonly areAll: boolean
}

/** Who of the Deployments of one operator looks after a namespace: thousands of each may be in a run. */
export class WatchIndex {
  private readonly all: readonly KnownOperator[]
  private readonly byKind = new Map<string, Watchers>()
  private homes: ReadonlyMap<string | undefined, readonly KnownOperator[]> | undefined
  private order: ReadonlyMap<KnownOperator, number> | undefined

  constructor(all: readonly KnownOperator[]) {
    this.all = all
  }

  /** In the order of all; the list of all itself where it is all of them. */
  watching(namespace: string, kind: string | undefined): readonly KnownOperator[] {
    const { wide, byNamespace, areAll } = this.watchersOf(kind)
    if (areAll) return this.all
    const listed = byNamespace.get(namespace) ?? []
    if (wide.length === 0) return listed
    const others = wide.flatMap(({ found, denied }) => (denied.has(namespace) ? [] : found))
    if (listed.length === 0) return others
    const order = (this.order ??= new Map(this.all.map((found, index) => [found, index])))
    return [...listed, ...others].sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0))
  }

  /** Those of some that are in a namespace themselves. */
  near(some: readonly KnownOperator[], namespace: string): readonly KnownOperator[] {
    if (some !== this.all) return some.filter(found => found.namespace === namespace)
    this.homes ??= groupBy(this.all, found => found.namespace)
    return this.homes.get(namespace) ?? []
  }

  private watchersOf(kind: string | undefined): Watchers {
    const made = this.byKind.get(kind ?? '') ?? watchersOf(this.all, kind)
    this.byKind.set(kind ?? '', made)
    return made
  }
}

function watchersOf(all: readonly KnownOperator[], kind: string | undefined): Watchers {
  const wide: Watchers['wide'][number][] = []
  const byNamespace = new Map<string, KnownOperator[]>()
  for (const found of all) {
    const { allowed, denied } = watchedBy(found, kind)
    if (allowed === undefined) wide.push({ found, denied: new Set(denied) })
    for (const namespace of new Set(allowed)) {
      const here = byNamespace.get(namespace)
      if (here === undefined) byNamespace.set(namespace, [found])
      else here.push(found)
    }
  }
  const areAll = wide.length === all.length && wide.every(({ denied }) => denied.size === 0)
  return { wide, byNamespace, areAll }
}
