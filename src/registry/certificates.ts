import { X509Certificate } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'

import { readRegularFile } from '../regular-file.ts'
import type { Environment } from './environment.ts'

/**
 * Where Linux distributions keep the certificates of the machine; the first that is there counts.
 * Source: https://github.com/golang/go/blob/master/src/crypto/x509/root_linux.go
 */
const systemBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/**
 * Where container tools keep certificates of single registries, below `HOST[:PORT]/`.
 * Source: https://docs.docker.com/engine/security/certificates/, containers-certs.d(5)
 */
const registryFolders = ['/etc/docker/certs.d', '/etc/containers/certs.d']

/**
 * Certificates that are trusted for every server: those of the machine, else of the runtime, and those of the file named.
 * Throws for a named file that cannot be read or holds none.
 */
export function trustedCertificates(file: string | undefined, env: Environment): readonly string[] {
  const bundle = env['SSL_CERT_FILE'] ?? ''
  const system =
    bundle === '' ? systemBundles.map(readIfThere).find(text => text !== '') : readIfThere(bundle)
  const extra = readIfThere(env['NODE_EXTRA_CA_CERTS'] ?? '')
  const named = file === undefined ? '' : certificatesIn(file)
  const usual = system === undefined || system === '' ? rootCertificates : [system]
  return [...usual, ...[extra, named].filter(text => text !== '')]
}

/** Additional trusted certificates for one registry. */
export function certificatesOf(host: string): readonly string[] {
  return registryFolders.flatMap(folder =>
    namesIn(join(folder, host))
      .filter(name => name.endsWith('.crt'))
      .map(name => readIfThere(join(folder, host, name))),
  )
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch {
    return []
  }
}

function readIfThere(file: string): string {
  try {
    return file === '' ? '' : readRegularFile(file).toString('utf8')
  } catch {
    return ''
  }
}

function certificatesIn(file: string): string {
  const text = readRegularFile(file).toString('utf8')
  const found =
    text.match(/-----BEGIN (?:TRUSTED )?CERTIFICATE-----[^-]+-----END (?:TRUSTED )?CERTIFICATE-----/g) ?? []
  if (found.length === 0) throw new Error('it holds no certificate in PEM')
  for (const [index, certificate] of found.entries())
    try {
      new X509Certificate(certificate)
    } catch {
      throw new Error(`certificate ${index + 1} in it is damaged`)
    }
  return text
}
