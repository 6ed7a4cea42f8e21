import { findPullSecret } from './pull-secret.ts'
import type { PullSecretState } from './pull-secret.ts'
import type { Config } from '../../../config/config.ts'
import { shellWord } from '../../../reference/shell.ts'
import { parsePrefix } from '../../../rules/prefix.ts'

import type { Check } from './check.ts'

const subject = 'secret'

/** Whether the pull secrets of a configuration are in a namespace and know the registry. Asks the cluster. */
export async function checkSecrets(config: Config, namespace: string): Promise<readonly Check[]> {
  const names = config.imagePullSecrets
  if (names.length === 0) {
    const remedy = 'name one with --pull-secret'
    return [{ verdict: 'bad', subject, finding: 'no pull secret is configured', remedy }]
  }
  const hosts = [config.registry, ...config.mirrors.map(({ target }) => target)].flatMap(hostOf)
  const states = await Promise.all(names.map(name => findPullSecret(namespace, name)))
  return states.map((state, index) => checkState(`${namespace}/${names[index] ?? ''}`, state, hosts))
}

function checkState(name: string, state: PullSecretState, hosts: readonly string[]): Check {
  switch (state.kind) {
    case 'present': {
      const missing = hosts.filter(host => !state.registries.some(registry => bareHost(registry) === host))
      return missing.length === 0
        ? { verdict: 'ok', subject, finding: `${name} is there` }
        : {
            verdict: 'note',
            subject,
            finding: `${name} is there, and has no entry for ${[...new Set(missing)].join(', ')}`,
            remedy: 'check the --docker-server it was made with',
          }
    }
    case 'absent': {
      const [namespace = '', secret = ''] = name.split('/')
      const remedy = `kubectl create secret docker-registry ${shellWord(secret)} -n ${shellWord(namespace)} --docker-server=HOST --docker-username=USER --docker-password=PASSWORD`
      return { verdict: 'bad', subject, finding: `${name} is not there`, remedy }
    }
    case 'unfit': {
      const remedy = 'make it with kubectl create secret docker-registry'
      return { verdict: 'bad', subject, finding: `${name} is no pull secret: ${state.reason}`, remedy }
    }
    case 'unknown':
      return {
        verdict: 'bad',
        subject,
        finding: `${name} cannot be looked up: ${state.reason}`,
        remedy: 'check KUBECONFIG and kubectl get secrets, or leave --namespace out',
      }
    case 'no-client':
      return {
        verdict: 'bad',
        subject,
        finding: `${name} cannot be looked up: this executable comes without the Kubernetes client`,
        remedy: 'run the npm package of this program, or kubectl get secret',
      }
  }
}

/** The host that runtimes log in to, as `docker login` writes it. */
function hostOf(target: string | undefined): readonly string[] {
  const prefix = target === undefined ? undefined : parsePrefix(target)
  if (prefix === undefined || !('name' in prefix)) return []
  return [bareHost(prefix.name)]
}

function bareHost(registry: string): string {
  const host = registry.replace(/^https?:\/\//, '').replace(/\/.*$/s, '')
  return host === 'index.docker.io' ? 'docker.io' : host
}
