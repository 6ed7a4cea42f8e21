import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** A certificate for 127.0.0.1 and localhost that is its own authority, with its key; both are files in the folder. */
export function makeCertificate(folder: string): { readonly certificate: string; readonly key: string } {
  const [certificate, key] = [join(folder, 'tls.crt'), join(folder, 'tls.key')]
  const names = 'subjectAltName=IP:127.0.0.1,DNS:localhost'
  const kind = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=relocate test']
  execFileSync('openssl', ['req', ...kind, '-addext', names, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  })
  return { certificate, key }
}
