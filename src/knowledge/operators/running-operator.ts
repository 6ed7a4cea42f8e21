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

/** The flags of a container: `--flag=value` in one item, or the value in the next. */
export function argumentsOf(container: Field): ReadonlyMap<string, string> {
  const words = ['command', 'args'].flatMap(
    key => container.get(key)?.items.map(item => item.text ?? '') ?? [],
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

/**
 * The flags with which operators list the namespaces that they look after; all others read the variable.
 * Source: https://github.com/prometheus-operator/prometheus-operator/blob/v0.85.0/cmd/operator/main.go.
 */
const scopeFlags: ReadonlyMap<OperatorName, string> = new Map([['prometheus-operator', '--namespaces']])

/** Source: https://sdk.operatorframework.io/docs/building-operators/golang/operator-scope/. */
const scopeVariable = 'WATCH_NAMESPACE'

/** Whether an operator looks after a namespace: after all of them, unless a variable or a flag lists some. */
export function watches(
  { operator, arguments: flags, variables }: RunningOperator,
  namespace: string,
): boolean {
  const flag = scopeFlags.get(operator)
  const list = flag === undefined ? variables.get(scopeVariable) : flags.get(flag)
  const names = list?.split(',').flatMap(name => name.trim() || []) ?? []
  return names.length === 0 || names.includes(namespace)
}

/** What distinguishes operators of one kind for the images they choose: version, and settings about images. */
export function settingsOf({ operator, version, arguments: flags, variables }: RunningOperator): string {
  const values = [
    ...operatorArguments.map(row => (row.operator === operator ? flags.get(row.name) : undefined)),
    ...operatorVariables.map(row => (row.operator === operator ? variables.get(row.name) : undefined)),
  ]
  return JSON.stringify([version, ...values.map(value => value ?? '')])
}
