import type { Field } from '../../../yaml/field.ts'
import type { OperatorName } from '../operator.ts'
import type { RunningOperator } from '../running-operator.ts'
import type { KnownDatacenter } from './known-datacenter.ts'

/** A resource that an operator looks after. */
export type OperatedResource = {
  readonly group: string
  readonly kind: string
  readonly name: string
  readonly namespace: string | undefined
  readonly root: Field
}

/** What affects a resource besides itself. */
export type RunContext = {
  /** The operator that looks after resources of a namespace, or one resource there; undefined when none is known, or several may be. */
  readonly operatorFor: (
    operator: OperatorName,
    namespace: string | undefined,
    resource?: Pick<OperatedResource, 'kind' | 'root'>,
  ) => RunningOperator | undefined
  /** The roots of the ImageConfigs that an operator may read on behalf of resources of a namespace: one of each version of its API. */
  readonly imageConfigsFor: (operator: OperatorName, namespace: string | undefined) => readonly Field[]
  /** All datacenters of the run: other resources refer to them. */
  readonly datacenters: readonly KnownDatacenter[]
}
