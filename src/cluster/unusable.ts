import type { Cluster as ClusterConfig, User } from '@kubernetes/client-node'

import { irregularityOf, readRegularFile } from '../regular-file.ts'

/**
 * Why a kubeconfig cannot be used to ask its cluster, before anything is asked; undefined where nothing speaks against it. The
 * client would wait without end for a pipe or the program of an old auth-provider, go past a proxy that it does not know, and
 * has one message for every fault of a certificate.
 */
export function unusable(cluster: ClusterConfig, user: User | null): string | undefined {
  const { server, proxyUrl = '' } = cluster
  if (!isHttp(server)) return `the cluster ${cluster.name} has no http:// or https:// URL as server`
  if (proxyUrl !== '' && !isHttp(proxyUrl))
    return `the proxy-url of the cluster ${cluster.name} is no http:// or https:// URL; no other proxy is supported`
  const provider = (user?.authProvider as { readonly name?: string } | undefined)?.name
  // Source: https://github.com/kubernetes/kubernetes/blob/master/CHANGELOG/CHANGELOG-1.26.md
  if (provider !== undefined && provider !== 'oidc')
    return `the auth-provider ${provider} of the user ${user?.name} is one that kubectl gave up; use its exec plugin`
  const exec = user?.exec as { readonly command?: unknown } | null | undefined
  if (exec !== null && exec !== undefined && (typeof exec.command !== 'string' || exec.command === ''))
    return `the user ${user?.name} has a plugin (exec) without command`
  return (
    faultOfPem('certificate-authority', cluster.caData, cluster.caFile) ??
    faultOfPem('client-certificate', user?.certData, user?.certFile) ??
    faultOfPem('client-key', user?.keyData, user?.keyFile)
  )
}

function isHttp(text: unknown): boolean {
  return typeof text === 'string' && /^https?:\/\//i.test(text) && URL.canParse(text)
}

/** What is wrong with a certificate or key, which is base64 of PEM, or a file with PEM. */
function faultOfPem(name: string, data: string | undefined, file: string | undefined): string | undefined {
  if (data !== undefined && data !== '')
    return isPem(Buffer.from(data, 'base64')) ? undefined : `${name}-data is no base64 of PEM`
  if (file === undefined || file === '') return undefined
  try {
    const irregular = irregularityOf(file)
    if (irregular !== undefined) return `${name}: ${file}: ${irregular}`
    return isPem(readRegularFile(file)) ? undefined : `${name}: ${file} holds no PEM`
  } catch (error) {
    return `${name}: ${(error as Error).message.replace(/^[A-Z]{2,20}: /, '')}`
  }
}

function isPem(bytes: Buffer): boolean {
  return bytes.includes('-----BEGIN ')
}
