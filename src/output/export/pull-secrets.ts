import type { PodSecrets } from '../../plan/plan.ts'
import { printable } from '../../reference/quote.ts'
import { shellCommand } from '../../reference/shell.ts'
import { inexpressible, type ExportInput, type ExportOutput } from './export-target.ts'
import { printYaml } from './print-yaml.ts'

/**
 * What has to be in the cluster before the release: in every namespace with pods that pull moved images, the pull secrets
 * to fill in, and the service accounts from which alone pods get them. No credentials are read and none are written.
 */
export function writePullSecrets({ config, pods }: ExportInput): ExportOutput {
  const names = config.imagePullSecrets
  if (names.length === 0) {
    const remedy = 'name the secrets with --pull-secret'
    return { text: '', problems: [inexpressible('there is no pull secret to export', remedy)] }
  }
  const hosts = hostsOf(config)
  const spaces = Array.from(new Set(pods.map(({ object }) => object.namespace)))
  const objects = spaces.flatMap(namespace => [
    ...names.map(name => secretOf(name, namespace, hosts)),
    ...accountsIn(pods, namespace).map(account => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadataOf(account, namespace),
      imagePullSecrets: names.map(name => ({ name })),
    })),
  ])
  const comment = [
    'Pull secrets for the release, made by "k8ssandra-relocate export": fill in user and password, then apply it first.',
    'What names no namespace belongs into that of the release: kubectl apply --namespace NAMESPACE --filename FILE',
    'Applying a ServiceAccount that is there sets its list of pull secrets; see which it has before.',
    'Instead of a manifest, a command makes a secret as well:',
    ...spaces.flatMap(namespace =>
      names.flatMap(name => hosts.map(host => createCommand(name, namespace, host))),
    ),
  ]
  return { text: printYaml(comment, objects), problems: [] }
}

/** The hosts that rules send images to. */
function hostsOf({ registry, mirrors, images }: ExportInput['config']): readonly string[] {
  const targets = [
    ...(registry === undefined ? [] : [registry]),
    ...[...mirrors, ...images].map(rule => rule.target),
  ]
  return Array.from(new Set(targets.map(target => target.split('/')[0] ?? target)))
}

function accountsIn(pods: readonly PodSecrets[], namespace: string | undefined): readonly string[] {
  const needy = pods.filter(({ from, object }) => from === 'nobody' && object.namespace === namespace)
  return Array.from(new Set(needy.map(({ by }) => by)))
}

function secretOf(name: string, namespace: string | undefined, hosts: readonly string[]): object {
  const auths = Object.fromEntries(hosts.map(host => [host, { username: '', password: '' }]))
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadataOf(name, namespace),
    type: 'kubernetes.io/dockerconfigjson',
    stringData: { '.dockerconfigjson': `${JSON.stringify({ auths }, undefined, 2)}\n` },
  }
}

function metadataOf(name: string, namespace: string | undefined): object {
  return namespace === undefined ? { name } : { name, namespace }
}

function createCommand(name: string, namespace: string | undefined, host: string): string {
  const where = namespace === undefined ? [] : ['--namespace', namespace]
  const words = ['kubectl', 'create', 'secret', 'docker-registry', name, ...where, `--docker-server=${host}`]
  return printable(`  ${shellCommand(...words, '--docker-username=USER', '--docker-password=PASSWORD')}`)
}
