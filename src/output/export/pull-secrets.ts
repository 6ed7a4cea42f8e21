import type { PodSecrets } from '../../plan/plan.ts'
import type { Problem } from '../../problem.ts'
import { printable } from '../../reference/quote.ts'
import { shellCommand } from '../../reference/shell.ts'
import { inexpressible, type ExportInput, type ExportOutput } from './export-target.ts'
import { printYaml } from './print-yaml.ts'

/**
 * What has to be in the cluster before the release: in every namespace with pods that pull moved images, the pull secrets
 * to fill in, and the service accounts from which alone pods get them. With `logins`, the secrets hold those of the registries
 * that images go to, and no others; a registry without one is a problem.
 */
export function writePullSecrets({ config, pods, logins }: ExportInput): ExportOutput {
  const names = config.imagePullSecrets
  if (names.length === 0) {
    const remedy = 'name the secrets with --pull-secret'
    return { text: '', problems: [inexpressible('there is no pull secret to export', remedy)] }
  }
  const targets = targetsOf(config)
  const hosts = [...new Set(targets.map(hostOf))]
  const filled = logins && loginsFor(targets, logins)
  // What names no namespace comes first.
  const namespaces = [...new Set(pods.map(pod => pod.namespace ?? '').toSorted())].map(name =>
    name === '' ? undefined : name,
  )
  const objects = namespaces.flatMap(namespace => [
    ...names.map(name => secretOf(name, namespace, hosts, filled?.auths)),
    ...accountsIn(pods, namespace).map(account => ({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: metadataOf(account, namespace),
      imagePullSecrets: names.map(name => ({ name })),
    })),
  ])
  const comment = [
    filled === undefined
      ? 'Pull secrets for the release, made by "k8ssandra-relocate export": fill in user and password, then apply it first.'
      : 'Pull secrets for the release, made by "k8ssandra-relocate export", WITH CREDENTIALS: apply it first, keep it nowhere.',
    'What names no namespace belongs into that of the release: kubectl apply --namespace NAMESPACE --filename FILE',
    'Applying an existing ServiceAccount replaces its list of pull secrets; check the list first.',
    'Instead of a manifest, a command makes a secret as well:',
    ...namespaces.flatMap(namespace =>
      names.flatMap(name => hosts.map(host => createCommand(name, namespace, host))),
    ),
  ]
  return { text: printYaml(comment, objects), problems: (filled?.missing ?? []).map(withoutLogin) }
}

function withoutLogin(host: string): Problem {
  return inexpressible(
    `the docker config has no user and password for ${printable(host)}`,
    'log in to it without a credential helper, or leave --docker-config out and fill them in',
  )
}

/** Where rules send images to. */
function targetsOf({ registry, mirrors, images }: ExportInput['config']): readonly string[] {
  return [...(registry === undefined ? [] : [registry]), ...[...mirrors, ...images].map(rule => rule.target)]
}

function hostOf(target: string): string {
  return target.split('/')[0] ?? target
}

/**
 * The logins that the kubelet would take for targets: of the same host and port, and for a path at or above theirs. Their
 * keys stay as they are. Source: https://kubernetes.io/docs/concepts/containers/images/#config-json
 */
function loginsFor(
  targets: readonly string[],
  logins: Readonly<Record<string, object>>,
): { readonly auths: object; readonly missing: readonly string[] } {
  const isFor = (key: string, target: string): boolean => {
    const name = key.replace(/^https?:\/\//, '').replace(/\/(?:v[12]\/?)?$/, '')
    return name === target || target.startsWith(`${name}/`) || name.startsWith(`${target}/`)
  }
  const auths = Object.entries(logins).filter(([key]) => targets.some(target => isFor(key, target)))
  const missing = targets.filter(target => !auths.some(([key]) => isFor(key, target)))
  return { auths: Object.fromEntries(auths), missing: [...new Set(missing.map(hostOf))] }
}

function accountsIn(pods: readonly PodSecrets[], namespace: string | undefined): readonly string[] {
  const needy = pods.filter(pod => pod.from === 'nobody' && pod.namespace === namespace)
  return [...new Set(needy.map(({ by }) => by))]
}

function secretOf(
  name: string,
  namespace: string | undefined,
  hosts: readonly string[],
  logins: object | undefined,
): object {
  const empty = Object.fromEntries(hosts.map(host => [host, { username: '', password: '' }]))
  const key = '.dockerconfigjson'
  const content =
    logins === undefined
      ? { stringData: { [key]: `${JSON.stringify({ auths: empty }, undefined, 2)}\n` } }
      : { data: { [key]: Buffer.from(JSON.stringify({ auths: logins })).toString('base64') } }
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: metadataOf(name, namespace),
    type: 'kubernetes.io/dockerconfigjson',
    ...content,
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
