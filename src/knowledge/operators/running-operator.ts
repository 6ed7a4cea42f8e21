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
export function argumentsOf(
  container: Field,
  variables: ReadonlyMap<string, string> = variablesOf(container),
): ReadonlyMap<string, string> {
  const replaced = new Replacement(variables)
  const words = ['command', 'args'].flatMap(
    key => container.get(key)?.items.map(item => replaced.in(item.text ?? '')) ?? [],
  )
  const flags = new Map<string, string>()
  words.forEach((word, index) => {
    const [, name, value] = /^--?([A-Za-z][\w.-]*)(?:=([^]*))?$/.exec(word) ?? []
    if (name !== undefined) flags.set(`--${name}`, value ?? words[index + 1] ?? '')
  })
  return flags
}

/**
 * The variables of a container that have a value of their own, and those that hold its namespace where that is known. In
 * the value of one, `$(NAME)` is a variable that is listed before it.
 * Source: https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export function variablesOf(container: Field, namespace?: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>()
  const replaced = new Replacement(variables)
  for (const item of container.get('env')?.items ?? []) {
    const path = item.get('valueFrom')?.get('fieldRef')?.get('fieldPath')?.text
    const value = path === 'metadata.namespace' ? namespace : item.get('value')?.text
    const name = item.get('name')?.text
    if (name !== undefined && value !== undefined) variables.set(name, replaced.in(value))
  }
  return variables
}

/**
 * The variables with those besides that decide about images and have their value from somewhere else: what is not known is
 * `$(NAME)`, which is no image and no registry.
 */
export function withUnknown(
  container: Field,
  variables: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const names = container.get('env')?.items.map(item => item.get('name')?.text ?? '') ?? []
  const unknown = names.filter(name => deciding.has(name) && !variables.has(name))
  return unknown.length === 0
    ? variables
    : new Map([...variables, ...unknown.map(name => [name, `$(${name})`] as const)])
}

/** Variables that decide which image is pulled. */
const deciding = new Set(
  operatorVariables.flatMap(({ name, content }) =>
    content === 'registry' || content === 'reference' ? name : [],
  ),
)

/** Names of variables are replaced by their values, until these are this long together. */
const mostReplaced = 4096

/** Texts of one container with the values of the variables that they name and that are known; `$$(NAME)` names none. */
class Replacement {
  private readonly variables: ReadonlyMap<string, string>
  private left = mostReplaced

  constructor(variables: ReadonlyMap<string, string>) {
    this.variables = variables
  }

  in(text: string): string {
    return text.replace(/\$\$|\$\(([^()]+)\)/g, (whole, name?: string) => {
      const value = name === undefined ? undefined : this.variables.get(name)
      if (value === undefined || value.length > this.left) return whole
      this.left -= value.length
      return value
    })
  }
}

/** What distinguishes operators of one kind for the images they choose: version, and settings about images. */
export function settingsOf({ operator, version, arguments: flags, variables }: RunningOperator): string {
  const values = [
    ...operatorArguments.map(row => (row.operator === operator ? flags.get(row.name) : undefined)),
    ...operatorVariables.map(row => (row.operator === operator ? variables.get(row.name) : undefined)),
  ]
  return JSON.stringify([version, ...values.map(value => value ?? '')])
}
