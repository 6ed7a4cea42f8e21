import { readImageConfig, chooseImageConfig } from '../image-config/image-config.ts'
import type { PodKind } from '../pulled-image.ts'
import { releaseOf } from '../releases/release.ts'
import { operatorTraits } from '../releases/k8ssandra-operator.ts'
import { isInRange } from '../../version.ts'
import type { RunContext } from './run-context.ts'

/** The variables with names of pull secrets. */
const variables = {
  'cass-operator': 'DEFAULT_CONTAINER_REGISTRY_OVERRIDE_PULL_SECRETS',
  'k8ssandra-operator': 'IMAGE_PULL_SECRETS',
} as const

/**
 * The pull secrets that operators give to pods by themselves, once `added` is in every ImageConfig and variable that can
 * hold it. Everything else must be in the resource, or come from the account of the pods.
 *
 * Sources: https://github.com/k8ssandra/cass-operator/blob/v1.32.0/pkg/reconciliation/construct_podtemplatespec.go,
 * https://github.com/k8ssandra/k8ssandra-operator/blob/v1.32.5/pkg/reaper/deployment.go and pkg/images/images.go
 */
export function suppliedSecrets(
  pods: PodKind,
  namespace: string | undefined,
  around: RunContext,
  added: readonly string[],
): readonly string[] {
  switch (pods) {
    case 'Cassandra':
      return [
        ...fromCassandraConfig(namespace, around, added),
        ...fromVariable('cass-operator', namespace, around, added),
      ]
    case 'Reaper':
    case 'Stargate':
    case 'Medusa': {
      const version = releaseOf(
        'k8ssandra-operator',
        around.operatorFor('k8ssandra-operator', namespace)?.version,
      )
      if (version === undefined) return []
      const isConfigured = isInRange(version, operatorTraits.readsImageConfig)
      if (pods === 'Reaper' && isConfigured) {
        const root = around
          .imageConfigsFor('k8ssandra-operator', namespace)
          .find(config => readImageConfig(config).api === 'v1beta2')
        if (root === undefined) return []
        const config = readImageConfig(root)
        const isOverridden = root.get('overrides')?.get('pullSecrets')?.sequence !== undefined
        const isOwn = !isOverridden && Boolean(root.get('images')?.get('reaper')?.get('pullSecret')?.text)
        return isOwn ? config.secrets('reaper') : [...config.secrets('reaper'), ...added]
      }
      return isInRange(version, operatorTraits.readsVariables)
        ? fromVariable('k8ssandra-operator', namespace, around, added)
        : []
    }
    default:
      return []
  }
}

/** cass-operator adds the secrets of its ImageConfig to the pods of Cassandra. That of v1beta1 holds one name. */
function fromCassandraConfig(
  namespace: string | undefined,
  around: RunContext,
  added: readonly string[],
): readonly string[] {
  const version = releaseOf('cass-operator', around.operatorFor('cass-operator', namespace)?.version)
  const config = chooseImageConfig(
    'cass-operator',
    version,
    around.imageConfigsFor('cass-operator', namespace),
  )
  if (config === undefined) return []
  const own = config.secrets()
  if (config.api === 'v1beta2') return [...own, ...added]
  return own.length > 0 ? own : added.slice(0, 1)
}

function fromVariable(
  operator: keyof typeof variables,
  namespace: string | undefined,
  around: RunContext,
  added: readonly string[],
): readonly string[] {
  const value = around.operatorFor(operator, namespace)?.variables.get(variables[operator])
  if (value === undefined) return []
  const names = value.split(',').flatMap(name => (name.trim() === '' ? [] : [name.trim()]))
  return operator === 'cass-operator' && names.length > 0 ? names : [...names, ...added]
}
