import type { Field } from '../../yaml/field.ts'
import type { OperatorName } from './operator.ts'

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

/** The variables of a container that have a value of their own. */
export function variablesOf(container: Field): ReadonlyMap<string, string> {
  return new Map(
    container.get('env')?.items.flatMap(item => {
      const [name, value] = [item.get('name')?.text, item.get('value')?.text]
      return name === undefined || value === undefined ? [] : [[name, value] as const]
    }),
  )
}
