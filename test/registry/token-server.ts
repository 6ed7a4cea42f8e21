import { createHash, createPublicKey, sign, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type TokenServer = {
  readonly realm: string
  /** The scopes that were asked for. */
  readonly scopes: string[]
  stop(): void
}

/**
 * A token server as https://distribution.github.io/distribution/spec/auth/jwt/ describes it, for one user: it signs what
 * docker-registry holds against the certificate.
 */
export async function startTokenServer(
  user: string,
  password: string,
  { certificate, key }: { readonly certificate: string; readonly key: string },
): Promise<TokenServer> {
  const scopes: string[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://token')
    scopes.push(...url.searchParams.getAll('scope'))
    const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
    if (request.headers.authorization !== expected) {
      response.writeHead(401, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ details: 'incorrect username or password' }))
      return
    }
    const access = url.searchParams.getAll('scope').map(scope => {
      const [type, name, actions = ''] = scope.split(':')
      return { type, name, actions: actions.split(',') }
    })
    const service = url.searchParams.get('service') ?? ''
    response.end(JSON.stringify({ token: tokenFor(service, access, certificate, key) }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { realm: `http://127.0.0.1:${port}/token`, scopes, stop: () => server.close() }
}

function tokenFor(audience: string, access: readonly object[], certificate: string, key: string): string {
  const chain = new X509Certificate(readFileSync(certificate))
  const now = Math.floor(Date.now() / 1000)
  const head = { typ: 'JWT', alg: 'RS256', x5c: [chain.raw.toString('base64')] }
  const times = { exp: now + 300, nbf: now - 10, iat: now }
  const claims = { iss: 'relocate test', sub: 'robot', aud: audience, ...times, jti: idOf(chain), access }
  const text = [head, claims].map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  return `${text}.${sign('sha256', Buffer.from(text), readFileSync(key)).toString('base64url')}`
}

function idOf(certificate: X509Certificate): string {
  const key = createPublicKey(certificate.publicKey.export({ type: 'spki', format: 'pem' }))
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
}
