import type { OperatedResource } from '../../knowledge/operators/models/run-context.ts'
import { isSelected, selectionOf, type Selection } from '../../knowledge/operators/scope.ts'
import { groupBy } from '../group-by.ts'
import type { KnownOperator } from './running.ts'

/** A resource, as selectors see it. */
export type Selecting = Pick<OperatedResource, 'kind' | 'root'>

/** Operators that select the same of a kind. */
type Group = { readonly selection: Selection | undefined; readonly operators: ReadonlySet<KnownOperator> }

/** Each resource is held against all selections: of more, it is not known which counts. */
const mostSelections = 8

/** Gives what is made of those that select a resource; undefined where none does. Made once for the same operators. */
export function selectingOf<Made>(
  all: readonly KnownOperator[],
  make: (some: readonly KnownOperator[]) => Made,
): (resource: Selecting) => Made | undefined {
  const groups = new Map<string, readonly Group[]>()
  const made = new Map<string, Made | undefined>()
  return resource => {
    let own = groups.get(resource.kind)
    if (own === undefined) groups.set(resource.kind, (own = groupsOf(all, resource.kind)))
    if (all.length === 0 || own.length > mostSelections) return make(all)
    const selecting = own.filter(
      ({ selection, operators: [first] }) =>
        selection === undefined ||
        first === undefined ||
        isSelected(first.operator, selection, resource.root),
    )
    if (selecting.length === own.length) return make(all)
    const key = `${resource.kind} ${selecting.map(group => own.indexOf(group)).join()}`
    if (!made.has(key)) {
      const some = all.filter(found => selecting.some(({ operators }) => operators.has(found)))
      made.set(key, some.length === 0 ? undefined : make(some))
    }
    return made.get(key)
  }
}

function groupsOf(all: readonly KnownOperator[], kind: string): readonly Group[] {
  const groups = groupBy(
    all.map(found => ({ found, selection: selectionOf(found, kind) })),
    ({ selection }) => JSON.stringify(selection),
  )
  return [...groups.values()].map(group => ({
    selection: group[0]?.selection,
    operators: new Set(group.map(({ found }) => found)),
  }))
}
