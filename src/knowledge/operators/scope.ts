import type { Field } from '../../yaml/field.ts'
import type { OperatorName } from './operator.ts'
import type { RunningOperator } from './running-operator.ts'
import { parseSelector, selects, type Requirement } from './selector.ts'

/** How an operator is told which resources it looks after. */
type Scope = {
  readonly operator: OperatorName
  /** Flags that list its namespaces for some kinds of resources; they beat those for all. */
  readonly byKind: { readonly [kind: string]: string }
  readonly allowed: string
  /** Those that it looks not after, where none are listed. */
  readonly denied: string
  /** Flags with a selector for the labels of resources of a kind. */
  readonly selectors: { readonly [kind: string]: string }
  /** The flag with a text that resources have to have in an annotation; without it, those that have none. */
  readonly id: { readonly flag: string; readonly annotation: string }
}

/**
 * Operators with flags for their resources; all others read the variable. Sources:
 * https://github.com/prometheus-operator/prometheus-operator/blob/v0.85.0/cmd/operator/main.go, and newInformerOptions in
 * https://github.com/prometheus-operator/prometheus-operator/blob/v0.85.0/pkg/informers/informers.go.
 */
const scopes: readonly Scope[] = [
  {
    operator: 'prometheus-operator',
    byKind: {
      Prometheus: '--prometheus-instance-namespaces',
      PrometheusAgent: '--prometheus-instance-namespaces',
      Alertmanager: '--alertmanager-instance-namespaces',
      ThanosRuler: '--thanos-ruler-instance-namespaces',
    },
    allowed: '--namespaces',
    denied: '--deny-namespaces',
    selectors: {
      Prometheus: '--prometheus-instance-selector',
      PrometheusAgent: '--prometheus-instance-selector',
      Alertmanager: '--alertmanager-instance-selector',
      ThanosRuler: '--thanos-ruler-instance-selector',
    },
    id: { flag: '--controller-id', annotation: 'operator.prometheus.io/controller-id' },
  },
]

/** Source: https://sdk.operatorframework.io/docs/building-operators/golang/operator-scope/. */
const scopeVariable = 'WATCH_NAMESPACE'

/** The namespaces in which an operator looks after resources: only those `allowed`, or if undefined, all but those `denied`. */
type Watched = { readonly allowed: readonly string[] | undefined; readonly denied: readonly string[] }

/** Where an operator looks after resources of a kind: in all namespaces, unless a variable or a flag says which. */
export function watchedBy(
  { operator, arguments: flags, variables }: RunningOperator,
  kind: string | undefined,
): Watched {
  const scope = scopeOf(operator)
  const listed = (flag: string | undefined): readonly string[] => namesIn(flags.get(flag ?? ''))
  if (scope === undefined) return { allowed: known(namesIn(variables.get(scopeVariable))), denied: [] }
  const own = listed(kind === undefined ? undefined : scope.byKind[kind])
  const allowed = own.length > 0 ? own : listed(scope.allowed)
  return { allowed: known(allowed), denied: allowed.length > 0 ? [] : listed(scope.denied) }
}

/** The resources of a kind that an operator looks after, wherever they are. */
export type Selection = {
  /** The text that they have in their annotation, empty for none; undefined if it is not known. */
  readonly id: string | undefined
  readonly labels: readonly Requirement[]
}

/** What an operator selects of a kind; undefined where it takes all. */
export function selectionOf(
  { operator, arguments: flags }: RunningOperator,
  kind: string | undefined,
): Selection | undefined {
  const scope = scopeOf(operator)
  if (scope === undefined || kind === undefined) return undefined
  const id = flags.get(scope.id.flag) ?? ''
  const selector = flags.get(scope.selectors[kind] ?? '') ?? ''
  // What is not read for sure selects all.
  const labels = selector.includes('$(') ? [] : (parseSelector(selector) ?? [])
  return { id: id.includes('$(') ? undefined : id, labels }
}

/** Whether a selection has a resource. */
export function isSelected(operator: OperatorName, { id, labels }: Selection, resource: Field): boolean {
  const metadata = resource.get('metadata')
  const annotation = scopeOf(operator)?.id.annotation ?? ''
  const given = metadata?.get('annotations')?.textAt(annotation) ?? ''
  return (id === undefined || id === given) && selects(labels, key => metadata?.get('labels')?.textAt(key))
}

function scopeOf(operator: OperatorName): Scope | undefined {
  return scopes.find(row => row.operator === operator)
}

/** The names in a list with commas. */
function namesIn(list = ''): readonly string[] {
  return list.split(',').flatMap(name => name.trim() || [])
}

/** Names, unless there are none or one of them is not known: then it may be any. */
function known(names: readonly string[]): readonly string[] | undefined {
  return names.length === 0 || names.some(name => name.includes('$(')) ? undefined : names
}
