import type { Field } from '../../yaml/field.ts'
import type { OperatorName } from './operator.ts'
import { operatorArguments } from './operator-inputs.ts'
import { operatorVariables } from './operator-variables.ts'

/** An operator that runs, with the settings of its container about images. */
export type RunningOperator = {
  readonly operator: OperatorName
  /** Without its `v`; undefined if unknown. */
  readonly version: string | undefined
  /** Its flags, `--name` to value. */
  readonly arguments: ReadonlyMap<string, string>
  readonly variables: ReadonlyMap<string, string>
}

/** An operator of which only the version is known. */
export function operatorOf(operator: OperatorName, version: string | undefined): RunningOperator {
  return { operator, version, arguments: new Map(), variables: new Map() }
}

/** The flags of a container: `--flag=value` in one item, or the value in the next. Kubernetes replaces `$(NAME)` by a variable. */
export function argumentsOf(container: Field): ReadonlyMap<string, string> {
  const variables = variablesOf(container)
  const words = ['command', 'args'].flatMap(
    key => container.get(key)?.items.map(item => withVariables(item.text ?? '', variables)) ?? [],
  )
  const flags = new Map<string, string>()
  words.forEach((word, index) => {
    const [, name, value] = /^--?([A-Za-z][\w.-]*)(?:=([^]*))?$/.exec(word) ?? []
    if (name !== undefined) flags.set(`--${name}`, value ?? words[index + 1] ?? '')
  })
  return flags
}

/** The variables of a container that have a value of their own, and those that hold its namespace where that is known. */
export function variablesOf(container: Field, namespace?: string): ReadonlyMap<string, string> {
  return new Map(
    container.get('env')?.items.flatMap(item => {
      const path = item.get('valueFrom')?.get('fieldRef')?.get('fieldPath')?.text
      const value = path === 'metadata.namespace' ? namespace : item.get('value')?.text
      const name = item.get('name')?.text
      return name === undefined || value === undefined ? [] : [[name, value] as const]
    }),
  )
}

/** How an operator lists the namespaces that it looks after. */
type Scope = {
  readonly operator: OperatorName
  /** Flags that list them for some kinds of resources; they beat those for all. */
  readonly byKind: { readonly [kind: string]: string }
  readonly allowed: string
  /** Those that it looks not after, where none are listed. */
  readonly denied: string
}

/**
 * Operators with flags for their namespaces; all others read the variable. Sources:
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
  const scope = scopes.find(row => row.operator === operator)
  const listed = (flag: string | undefined): readonly string[] => namesIn(flags.get(flag ?? ''), variables)
  if (scope === undefined)
    return { allowed: known(namesIn(variables.get(scopeVariable), variables)), denied: [] }
  const own = listed(kind === undefined ? undefined : scope.byKind[kind])
  const allowed = own.length > 0 ? own : listed(scope.allowed)
  return { allowed: known(allowed), denied: allowed.length > 0 ? [] : listed(scope.denied) }
}

/** The names in a list with commas. */
function namesIn(list: string | undefined, variables: RunningOperator['variables']): readonly string[] {
  return withVariables(list ?? '', variables)
    .split(',')
    .flatMap(name => name.trim() || [])
}

/** A text with the values of the variables that it names and that are known; `$$(NAME)` names none. */
function withVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$\$|\$\(([^()]+)\)/g, (whole, name?: string) =>
    name === undefined ? whole : (variables.get(name) ?? whole),
  )
}

/** Names, unless there are none or one of them is not known: then it may be any. */
function known(names: readonly string[]): readonly string[] | undefined {
  return names.length === 0 || names.some(name => name.includes('$(')) ? undefined : names
}

/** What distinguishes operators of one kind for the images they choose: version, and settings about images. */
export function settingsOf({ operator, version, arguments: flags, variables }: RunningOperator): string {
  const values = [
    ...operatorArguments.map(row => (row.operator === operator ? flags.get(row.name) : undefined)),
    ...operatorVariables.map(row => (row.operator === operator ? variables.get(row.name) : undefined)),
  ]
  return JSON.stringify([version, ...values.map(value => value ?? '')])
}
