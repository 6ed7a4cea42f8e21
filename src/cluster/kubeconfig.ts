import type * as Client from '@kubernetes/client-node'
import type { KubeConfig } from '@kubernetes/client-node'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, isAbsolute, join } from 'node:path'

import { readRegularFile } from '../regular-file.ts'
import { readKubeconfig, type KubeconfigFile } from './kubeconfig-file.ts'
import { unusable } from './unusable.ts'
import { withParts } from './with-parts.ts'

/** Which cluster is meant, in the words of the flags of kubectl. */
export type ClusterChoice = {
  readonly kubeconfig: string | undefined
  readonly context: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
}

export type ClientModule = typeof Client

/** Why no cluster can be reached. */
export type NoCluster = {
  readonly kind: 'unknown'
  readonly reason: string
  /** The kubeconfig or context that was named is none. */
  readonly isMisnamed?: boolean
}

export type ChosenCluster = {
  readonly kind: 'chosen'
  readonly config: KubeConfig
  readonly context: string
  /** That of the context. */
  readonly namespace: string
  /** Where the file of the user is: a plugin may be named relative to it. */
  readonly folder: string
}

type Named = { readonly name?: unknown }
const tokenFile = '/var/run/secrets/kubernetes.io/serviceaccount/token'

/**
 * The cluster that kubectl would ask: `--kubeconfig`, else every file of `KUBECONFIG` merged, else `~/.kube/config`, else
 * the cluster this runs in. In a merge the first file that names a cluster, user, context or current context counts; files
 * that are missing or empty are none. Source: https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 */
export function chooseCluster(client: ClientModule, choice: ClusterChoice): ChosenCluster | NoCluster {
  const config = new client.KubeConfig()
  try {
    const files = filesOf(choice).flatMap(file => readKubeconfig(file, choice.kubeconfig !== undefined))
    if (files.length === 0 && choice.kubeconfig === undefined && existsSync(tokenFile))
      config.loadFromCluster()
    else config.loadFromString(JSON.stringify(merge(files)))
    if (choice.context !== undefined) config.setCurrentContext(choice.context)
    const name = config.getCurrentContext()
    const context = config.getContextObject(name)
    if (context === null) {
      if (choice.context !== undefined)
        return { ...unknown(`the kubeconfig has no context ${choice.context}`), isMisnamed: true }
      return unknown('there is no kubeconfig, or it has no current context')
    }
    const cluster = config.getCurrentCluster()
    if (cluster === null) return unknown(`the context ${name} names no cluster that the kubeconfig has`)
    const fault = unusable(cluster, config.getCurrentUser())
    if (fault !== undefined) throw new Error(fault)
    return {
      kind: 'chosen',
      config: withToken(client, withPlainHttp(client, config), files),
      context: name,
      namespace: context.namespace ?? 'default',
      folder: folderOfUser(files, config.getCurrentUser()?.name) ?? choice.cwd,
    }
  } catch (error) {
    const isMisnamed = choice.kubeconfig !== undefined
    return { ...unknown(`the kubeconfig cannot be read: ${messageOf(error)}`), isMisnamed }
  }
}

function filesOf({ kubeconfig, env, cwd }: ClusterChoice): readonly string[] {
  const absolute = (file: string): string => (isAbsolute(file) ? file : join(cwd, file))
  if (kubeconfig !== undefined) return [absolute(kubeconfig)]
  const named = (env['KUBECONFIG'] ?? '').split(delimiter).filter(file => file !== '')
  return named.length > 0 ? named.map(absolute) : [join(env['HOME'] ?? homedir(), '.kube/config')]
}

function merge(files: readonly KubeconfigFile[]): object {
  const first = (key: string): unknown => files.map(file => file[key]).find(value => isText(value))
  const all = (key: string, part: string): readonly object[] => {
    const named = new Map<unknown, object>()
    for (const file of files)
      for (const entry of listIn(file[key]))
        if (!named.has(entry.name)) named.set(entry.name, withPaths(entry, part, file.folder))
    return [...named.values()]
  }
  return {
    'current-context': first('current-context') ?? '',
    clusters: all('clusters', 'cluster'),
    users: all('users', 'user'),
    contexts: all('contexts', 'context'),
  }
}

/** Paths are relative to their file, and data counts before a file; the client knows neither. */
function withPaths(entry: Named, part: string, folder: string): object {
  const own = (entry as Readonly<Record<string, unknown>>)[part]
  if (typeof own !== 'object' || own === null) return { ...entry }
  const values: Record<string, unknown> = { ...own }
  for (const key of ['certificate-authority', 'client-certificate', 'client-key', 'tokenFile']) {
    const path = values[key]
    if (!isText(path)) continue
    if (isText(values[`${key}-data`])) delete values[key]
    else values[key] = isAbsolute(path) ? path : join(folder, path)
  }
  return { ...entry, [part]: values }
}

/** The token in the file that the current user names; the file counts before a token in the kubeconfig, as for kubectl. */
function withToken(client: ClientModule, config: KubeConfig, files: readonly KubeconfigFile[]): KubeConfig {
  const user = config.getCurrentUser()
  const named = files
    .flatMap(({ users, folder }) => listIn(users).map(entry => withPaths(entry, 'user', folder)))
    .find(entry => (entry as Named).name === user?.name) as
    { readonly user?: { readonly tokenFile?: unknown } } | undefined
  const file = named?.user?.tokenFile
  if (user === null || !isText(file)) return config
  const token = readRegularFile(file).toString('utf8').trim()
  const users = config.getUsers().map(other => (other.name === user.name ? { ...other, token } : other))
  return withParts(client, config, { users })
}

/** The client refuses http:// unless the check of certificates is off, which kubectl does not. */
function withPlainHttp(client: ClientModule, config: KubeConfig): KubeConfig {
  const current = config.getCurrentCluster()
  if (current === null || !/^http:/i.test(current.server)) return config
  return withParts(client, config, { clusters: [{ ...current, skipTLSVerify: true }] })
}

function folderOfUser(files: readonly KubeconfigFile[], name: string | undefined): string | undefined {
  return files.find(({ users }) => listIn(users).some(entry => entry.name === name))?.folder
}

function listIn(value: unknown): readonly Named[] {
  return Array.isArray(value)
    ? value.filter((entry): entry is Named => typeof entry === 'object' && entry !== null)
    : []
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function unknown(reason: string): NoCluster {
  return { kind: 'unknown', reason }
}

function messageOf(error: unknown): string {
  // The client expects every value to be of its type.
  if (error instanceof TypeError) return 'a value in it is not of its type'
  return (error as { message?: string } | null)?.message ?? String(error)
}
