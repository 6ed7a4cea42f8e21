import { join } from 'node:path'

import { isJsonObject, jsonObjectIn } from '../json-object.ts'
import { askProgram, type ProgramAnswer } from '../program.ts'

/** What a plugin for credentials hands out. Source: https://kubernetes.io/docs/reference/config-api/client-authentication.v1/ */
type ExecCredential = {
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

/** What surrounds a plugin. */
type ExecContext = {
  readonly env: Readonly<Record<string, string | undefined>>
  /** A command with a slash in it is relative to the kubeconfig. */
  readonly folder: string
  readonly cluster: object
  readonly signal: AbortSignal
}

/**
 * Runs a plugin and gives its credentials. It gets no terminal, and is ended when the signal is aborted. Rejects with its
 * own words when it fails.
 */
export async function runExecPlugin(
  plugin: ExecPlugin,
  { env, folder, cluster, signal }: ExecContext,
): Promise<ExecCredential> {
  const { command = '', args, apiVersion = 'client.authentication.k8s.io/v1' } = plugin
  const spec = { interactive: false, ...(plugin.provideClusterInfo === true ? { cluster } : {}) }
  const information = { apiVersion, kind: 'ExecCredential', spec }
  const own = Object.fromEntries((plugin.env ?? []).map(({ name, value }) => [name, value]))
  const program =
    /[/\\]/.test(command) && !/^(?:[/\\]|[A-Za-z]:)/.test(command) ? join(folder, command) : command
  const answer = await askProgram(program, args ?? [], {
    env: { ...env, ...own, KUBERNETES_EXEC_INFO: JSON.stringify(information) },
    signal,
  })
  return credentialIn(answer, words => new Error(`the plugin ${command} ${words}`))
}

function credentialIn(answer: ProgramAnswer, fault: (words: string) => Error): ExecCredential {
  switch (answer.kind) {
    case 'aborted':
      throw fault('gave no credentials in time')
    case 'endless':
      throw fault('does not stop talking')
    case 'not-started':
      throw fault(`cannot be run: ${answer.isMissing ? 'it is not there' : answer.reason}`)
    case 'ended': {
      // Its standard output may have credentials.
      const words = answer.stderr.trim().slice(0, 200)
      if (answer.exit !== 0) throw fault(`failed: ${words || `exit code ${answer.exit}`}`)
      const status = statusIn(answer.stdout)
      if (status === undefined) throw fault('gave no ExecCredential')
      return status
    }
  }
}

/** The credentials in an answer; undefined for an answer that is none. */
function statusIn(text: string): ExecCredential | undefined {
  const status = jsonObjectIn(text)?.['status']
  if (!isJsonObject(status)) return undefined
  const { token, clientCertificateData, clientKeyData } = status
  return {
    ...(typeof token === 'string' && { token }),
    ...(typeof clientCertificateData === 'string' && { clientCertificateData }),
    ...(typeof clientKeyData === 'string' && { clientKeyData }),
  }
}
