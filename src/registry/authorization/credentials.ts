import { homedir, userInfo } from 'node:os'
import { join } from 'node:path'

import type { JsonObject } from '../../json-object.ts'
import { readConfig, recordIn } from './config-file.ts'
import { askHelper } from './credential-helper.ts'
import type { Environment } from '../environment.ts'
import { regctlCredentials } from './regctl-credentials.ts'

/** Credentials. `origin` tells people where they were found; it never holds the secret itself. */
export type Credentials = {
  readonly origin: string
  /** The one program that reads what `origin` holds, where no other does. */
  readonly reader?: 'regctl'
} & (
  | { readonly user: string; readonly password: string }
  /** Exchanged for a token at the token server. */
  | { readonly identityToken: string }
  /** Sent to the registry as it is. */
  | { readonly registryToken: string }
)

/** Finds the credentials for a repository. Rejects with the message of a helper that failed. */
export type FindCredentials = {
  /** Undefined to ask without. */
  (host: string, signal: AbortSignal, repository: string): Promise<Credentials | undefined>
  /** Which entry for a registry was found and is of no use, and why. */
  readonly uselessEntry?: (host: string) => string | undefined
}

/** Docker Hub has another name in files of credentials. Source: docker/cli, cli/config/credentials. */
const hubKey = 'https://index.docker.io/v1/'

/**
 * Credentials as container tools find them: `config.json` of `DOCKER_CONFIG` or `~/.docker`, else `auth.json` of
 * `REGISTRY_AUTH_FILE` or where `skopeo login` and `podman login` leave it, else those of `regctl registry login`. A helper of the one registry (`credHelpers`) counts before the store of all
 * (`credsStore`), that before an entry in the file; of entries, the one whose path is the longest beginning of the
 * repository's. Source for paths: containers-auth.json(5).
 */
export function dockerCredentials(env: Environment): FindCredentials {
  const files = filesOf(env)
  // A helper answers for a registry, whatever the repository.
  const asked = new Map<string, Promise<Credentials | undefined>>()
  const ask: AskOnce = (helper, key, signal) => {
    const id = `${helper} ${key}`
    const answer = asked.get(id) ?? askHelper(helper, key, env, signal)
    asked.set(id, answer)
    return answer
  }
  const useless = new Map<string, string>()
  const find: FindCredentials = async (host, signal, repository) => {
    for (const file of files) {
      const config = readConfig(file)
      const found = config && (await fromConfig(config, file, { host, repository }, ask, signal))
      if (found !== undefined && !('key' in found)) return found
      if (found !== undefined && !useless.has(host))
        useless.set(host, `the entry ${found.key} in ${file} holds no user and password`)
    }
    return regctlCredentials(env, host)
  }
  return Object.assign(find, { uselessEntry: (host: string) => useless.get(host) })
}

function filesOf(env: Environment): readonly string[] {
  const home = env['HOME'] ?? homedir()
  const configs = env['XDG_CONFIG_HOME'] || join(home, '.config')
  // Source: https://github.com/containers/image/blob/main/pkg/docker/config/config.go
  const runtime = env['XDG_RUNTIME_DIR'] || `/run/containers/${userInfo().uid}`
  return [
    join(env['DOCKER_CONFIG'] ?? join(home, '.docker'), 'config.json'),
    ...(env['REGISTRY_AUTH_FILE'] === undefined ? [] : [env['REGISTRY_AUTH_FILE']]),
    join(runtime, env['XDG_RUNTIME_DIR'] ? 'containers/auth.json' : 'auth.json'),
    join(configs, 'containers/auth.json'),
  ]
}

type AskOnce = (helper: string, key: string, signal: AbortSignal) => Promise<Credentials | undefined>

async function fromConfig(
  config: JsonObject,
  file: string,
  { host, repository }: { readonly host: string; readonly repository: string },
  ask: AskOnce,
  signal: AbortSignal,
): Promise<Credentials | { readonly key: string } | undefined> {
  const key = host === 'docker.io' ? hubKey : host
  const helpers = recordIn(config, 'credHelpers', file)
  const named = helpers[host] ?? helpers[key] ?? config['credsStore'] ?? ''
  const helper = typeof named === 'string' ? named : JSON.stringify(named)
  const helped = helper === '' ? undefined : await ask(helper, key, signal)
  if (helped !== undefined) return helped
  const auths = recordIn(config, 'auths', file)
  const paths = repository
    .split('/')
    .map((_, at, parts) => [host, ...parts.slice(0, parts.length - at)].join('/'))
  const names = Object.keys(auths)
  const name =
    [...paths, key].find(entry => names.includes(entry)) ??
    names.find(entry => hostIn(entry) === hostIn(key) && !isBelowHost(entry)) ??
    names.find(entry => hostIn(entry) === hostIn(key))
  // A store leaves an empty entry behind for each login it keeps.
  if (name === undefined || (helper !== '' && isEmpty(auths[name]))) return undefined
  return fromEntry(auths[name], file) ?? { key: name }
}

function isEmpty(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && Object.keys(entry).length === 0
}

/** Whether an entry is for some repositories of its host alone. */
function isBelowHost(key: string): boolean {
  return !/^https?:\/\//.test(key) && /\/./.test(key)
}

/** Old files have URLs for hosts. */
function hostIn(key: string): string {
  return key.replace(/^https?:\/\//, '').replace(/\/.*/, '')
}

/** Credentials of one entry of `auths`, in any of its forms; undefined for one that holds none. */
function fromEntry(entry: unknown, origin: string): Credentials | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined
  const {
    auth,
    username,
    password: written,
    identitytoken,
    registrytoken,
  } = entry as Readonly<Record<string, unknown>>
  if (isText(registrytoken)) return { registryToken: registrytoken, origin }
  if (isText(identitytoken)) return { identityToken: identitytoken, origin }
  const decoded = Buffer.from(isText(auth) ? auth : '', 'base64').toString()
  const colon = decoded.indexOf(':')
  const user = colon > 0 ? decoded.slice(0, colon) : username
  const password = colon > 0 ? decoded.slice(colon + 1).replace(/(?<!\0)\0+$/, '') : written
  return isText(user) && isText(password) ? { user, password, origin } : undefined
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
