import type { KubeConfig } from '@kubernetes/client-node'

import { runExecPlugin, type ExecPlugin } from './exec-plugin.ts'
import type { ChosenCluster, ClientModule, ClusterChoice } from './kubeconfig.ts'
import { withParts } from './with-parts.ts'

/** Runs the plugin of the user, if any: the client's own way to run it has no time limit. */
export async function withCredentials(
  client: ClientModule,
  { config, folder }: ChosenCluster,
  env: ClusterChoice['env'],
  signal: AbortSignal,
): Promise<KubeConfig> {
  const user = config.getCurrentUser()
  const cluster = config.getCurrentCluster()
  const plugin = user?.exec as ExecPlugin | undefined | null
  if (user === null || cluster === null || plugin === undefined || plugin === null) return config
  const information = {
    server: cluster.server,
    'certificate-authority-data': cluster.caData,
    'insecure-skip-tls-verify': cluster.skipTLSVerify,
    'tls-server-name': cluster.tlsServerName,
  }
  const { token, clientCertificateData, clientKeyData } = await runExecPlugin(plugin, {
    env,
    folder,
    cluster: information,
    signal,
  })
  const certificate =
    clientCertificateData === undefined || clientKeyData === undefined
      ? {}
      : { certData: base64(clientCertificateData), keyData: base64(clientKeyData) }
  const known = { ...user, exec: undefined, ...certificate, ...(token === undefined ? {} : { token }) }
  return withParts(client, config, { users: [known] })
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
