import { quote } from '../../../reference/quote.ts'

/** What a cluster says about a pull secret. Nothing of what the secret holds is in it but the names of registries. */
export type PullSecretState =
  | { readonly kind: 'present'; readonly registries: readonly string[] }
  | { readonly kind: 'absent' }
  /** It is a Secret, and the kubelet will not read it as credentials. */
  | { readonly kind: 'unfit'; readonly reason: string }
  /** The cluster gave no answer, or the answer was no. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** This build of the program comes without the Kubernetes client. */
  | { readonly kind: 'no-client' }

/** A person is waiting. */
const patience = 10_000

/** The types of Secret that the kubelet takes credentials from, with the key they lie under. */
const keys: Readonly<Record<string, string>> = {
  'kubernetes.io/dockerconfigjson': '.dockerconfigjson',
  'kubernetes.io/dockercfg': '.dockercfg',
}

/**
 * Asks the cluster of the current kubeconfig context (or the cluster this runs in) for a Secret. Reads only, and never
 * throws. The client is loaded here, on demand, because loading it takes longer than a whole run of the program.
 */
export async function findPullSecret(namespace: string, name: string): Promise<PullSecretState> {
  const client = await import('@kubernetes/client-node').catch(() => undefined)
  if (client === undefined) return { kind: 'no-client' }
  try {
    const config = new client.KubeConfig()
    config.loadFromDefault()
    if (config.getCurrentCluster() === null) {
      return { kind: 'unknown', reason: 'no cluster: there is no kubeconfig, or it has no current context' }
    }
    const answer = config.makeApiClient(client.CoreV1Api).readNamespacedSecret({ namespace, name })
    const secret = await soon(answer)
    return secret === undefined
      ? { kind: 'unknown', reason: `the cluster did not answer within ${patience / 1000} seconds` }
      : stateOf(secret.type ?? '', secret.data ?? {})
  } catch (error) {
    return stateOfError(error)
  }
}

function stateOf(type: string, data: Readonly<Record<string, string>>): PullSecretState {
  const key = keys[type]
  if (key === undefined) return { kind: 'unfit', reason: `its type is ${quote(type)}` }
  const registries = registriesIn(data[key], key)
  return registries === undefined
    ? { kind: 'unfit', reason: `${key} is missing or no JSON` }
    : { kind: 'present', registries }
}

function registriesIn(encoded: string | undefined, key: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded ?? '', 'base64').toString())
    const entries: unknown =
      key === '.dockercfg' ? value : (value as { readonly auths?: unknown } | null)?.auths
    return typeof entries === 'object' && entries !== null ? Object.keys(entries) : undefined
  } catch {
    return undefined
  }
}

/** The client's errors carry a status and, in their message, headers and body; only the status is repeated. */
function stateOfError(error: unknown): PullSecretState {
  const { code, cause } = typeof error === 'object' && error !== null ? (error as Failure) : {}
  if (code === 404) return { kind: 'absent' }
  if (code === 401) return { kind: 'unknown', reason: 'the cluster does not accept our credentials' }
  if (code === 403) return { kind: 'unknown', reason: 'we are not allowed to read secrets there' }
  if (typeof code === 'number') return { kind: 'unknown', reason: `the cluster answered ${code}` }
  const reason = cause instanceof Error ? cause.message : error instanceof Error ? error.message : 'no answer'
  return { kind: 'unknown', reason: `the cluster cannot be reached: ${reason}` }
}

type Failure = { readonly code?: unknown; readonly cause?: unknown }

/** What a promise gives, or undefined when the patience ends first. */
async function soon<Value>(promise: Promise<Value>): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const end = new Promise<undefined>(resolve => (timer = setTimeout(() => resolve(undefined), patience)))
  try {
    return await Promise.race([promise, end])
  } finally {
    clearTimeout(timer)
  }
}
