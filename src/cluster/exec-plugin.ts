import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** What a plugin for credentials hands out. Source: https://kubernetes.io/docs/reference/config-api/client-authentication.v1/ */
export type ExecCredential = {
  readonly token?: string
  readonly clientCertificateData?: string
  readonly clientKeyData?: string
}

/** A plugin as a kubeconfig names it. */
export type ExecPlugin = {
  readonly command?: string
  readonly args?: readonly string[] | null
  readonly env?: readonly { readonly name: string; readonly value: string }[] | null
  readonly apiVersion?: string
  readonly provideClusterInfo?: boolean
}

/** No credentials are longer; what goes on talking is ended here. */
const longestAnswer = 1 << 20

/**
 * Runs a plugin and gives its credentials. It gets no terminal, and is ended when the signal is aborted. Rejects with its
 * own words when it fails.
 */
export function runExecPlugin(
  plugin: ExecPlugin,
  {
    env,
    folder,
    cluster,
    signal,
  }: {
    readonly env: Readonly<Record<string, string | undefined>>
    /** A command with a slash in it is relative to the kubeconfig. */
    readonly folder: string
    readonly cluster: object
    readonly signal: AbortSignal
  },
): Promise<ExecCredential> {
  const { command = '', args, apiVersion = 'client.authentication.k8s.io/v1' } = plugin
  const spec = { interactive: false, ...(plugin.provideClusterInfo === true ? { cluster } : {}) }
  const information = { apiVersion, kind: 'ExecCredential', spec }
  const own = Object.fromEntries((plugin.env ?? []).map(({ name, value }) => [name, value]))
  const program =
    /[/\\]/.test(command) && !/^(?:[/\\]|[A-Za-z]:)/.test(command) ? join(folder, command) : command
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...(args ?? [])], {
      env: { ...env, ...own, KUBERNETES_EXEC_INFO: JSON.stringify(information) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const text = { stdout: '', stderr: '' }
    const end = (): void => {
      child.kill('SIGKILL')
      // A child of it may hold the pipes open.
      child.stdout.destroy()
      child.stderr.destroy()
    }
    const stop = (): void => {
      end()
      reject(new Error(`the plugin ${command} gave no credentials in time`))
    }
    signal.addEventListener('abort', stop, { once: true })
    const hear = (stream: 'stdout' | 'stderr') => (chunk: Buffer) => {
      text[stream] += chunk.toString()
      if (text[stream].length <= longestAnswer) return
      signal.removeEventListener('abort', stop)
      end()
      reject(new Error(`the plugin ${command} does not stop talking`))
    }
    child.stdout.on('data', hear('stdout'))
    child.stderr.on('data', hear('stderr'))
    child.on('error', error => {
      signal.removeEventListener('abort', stop)
      reject(new Error(`the plugin ${command} cannot be run: ${startFault(error)}`))
    })
    child.on('close', (code, killed) => {
      signal.removeEventListener('abort', stop)
      const status = code === 0 ? statusIn(text.stdout) : undefined
      if (status !== undefined) resolve(status)
      else if (code === 0) reject(new Error(`the plugin ${command} gave no ExecCredential`))
      else
        reject(
          new Error(
            `the plugin ${command} failed: ${text.stderr.trim().slice(0, 200) || `exit code ${killed ?? code}`}`,
          ),
        )
    })
  })
}

/** The credentials in an answer; undefined for an answer that is none. */
function statusIn(text: string): ExecCredential | undefined {
  try {
    const { status } = JSON.parse(text) as { readonly status?: unknown }
    if (typeof status !== 'object' || status === null) return undefined
    const { token, clientCertificateData, clientKeyData } = status as Readonly<Record<string, unknown>>
    return {
      ...(typeof token === 'string' && { token }),
      ...(typeof clientCertificateData === 'string' && { clientCertificateData }),
      ...(typeof clientKeyData === 'string' && { clientKeyData }),
    }
  } catch {
    return undefined
  }
}

function startFault(error: Error): string {
  const isMissing =
    (error as { readonly code?: string }).code === 'ENOENT' || /not found in \$PATH/i.test(error.message)
  return isMissing ? 'it is not there' : error.message
}
