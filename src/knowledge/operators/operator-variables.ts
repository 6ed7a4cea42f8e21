import { type OperatorInput, oldOperator } from './operator-inputs.ts'

const successor = { operator: 'k8ssandra-operator' } as const

/** Source: the operators' code at each tag; pkg/config/config.go of k8ssandra-operator v1.32.5. */
export const operatorVariables: readonly OperatorInput[] = [
  {
    ...oldOperator,
    name: 'DEFAULT_CONTAINER_REGISTRY_OVERRIDE',
    content: 'registry',
    example: 'k8ssandra/cass-management-api',
    note: 'for images the operator chooses, not for those in a CassandraDatacenter',
  },
  {
    ...oldOperator,
    name: 'DEFAULT_CONTAINER_REGISTRY_OVERRIDE_PULL_SECRETS',
    content: 'pull-secret',
    note: 'one name; the chart writes cass-operator-registry-override-regcred and makes no such secret',
  },
  {
    ...oldOperator,
    name: 'BASE_IMAGE_OS',
    content: 'reference',
    note: 'anything in it also switches to UBI images',
  },
  {
    ...successor,
    name: 'DEFAULT_REGISTRY',
    versions: '>=1.15.0',
    content: 'registry',
    example: 'stargateio/stargate-4_0',
    note: 'up to 1.26 for Reaper, Medusa and Stargate, from 1.27 on for Stargate only',
  },
  {
    ...successor,
    name: 'IMAGE_PULL_SECRETS',
    versions: '>=1.15.0',
    content: 'pull-secrets',
    note: 'up to 1.26 for Reaper, Medusa and Stargate, from 1.27 on for Stargate only',
  },
  {
    ...successor,
    name: 'SERVICE_ACCOUNT_NAME',
    versions: '>=1.12.0 <1.27.0',
    content: 'service-account',
    note: 'of the job that purges Medusa backups',
  },
]
