import type { OperatorName } from './operator.ts'

/** What an argument or a variable of an operator's container holds. */
type InputContent =
  | 'reference'
  /** A name that may go without a tag; the operator then appends one. Never append `:latest`. */
  | 'repository'
  /** A host, with or without path, that the operator puts in front of images it chooses by itself. */
  | 'registry'
  /** Names of pull secrets, parted by commas. */
  | 'pull-secrets'
  | 'pull-secret'
  | 'service-account'

/** An argument (`--flag=value`, or the value in the next item) or a variable of an operator that says which images it takes. */
export type OperatorInput = {
  readonly operator: OperatorName
  readonly name: string
  /** Versions of the operator that read it, as `isInRange` reads them. */
  readonly versions: string
  readonly content: InputContent
  /** Registries: the repository of an image that is put below it. */
  readonly example?: string
  readonly note?: string
}

const prometheus = { operator: 'prometheus-operator' } as const
const newest = '>=0.44.0'

/** Source: kube-prometheus-stack 12.11.3, 20.0.1 and 88.5.3, and pkg/operator/image.go of prometheus-operator. */
export const operatorArguments: readonly OperatorInput[] = [
  { ...prometheus, name: '--prometheus-config-reloader', versions: newest, content: 'reference' },
  {
    ...prometheus,
    name: '--config-reloader-image',
    versions: '<0.43.0',
    content: 'reference',
    note: 'from 0.44.0 on nothing reads it',
  },
  {
    ...prometheus,
    name: '--thanos-default-base-image',
    versions: newest,
    content: 'repository',
    note: 'kube-prometheus-stack passes a tag, which the operator then takes as it is',
  },
  { ...prometheus, name: '--prometheus-default-base-image', versions: newest, content: 'repository' },
  { ...prometheus, name: '--alertmanager-default-base-image', versions: newest, content: 'repository' },
]

export const oldOperator = { operator: 'cass-operator', versions: '<1.8.0' } as const
