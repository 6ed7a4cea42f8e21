import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { request } from 'node:https'
import { isAvailable, startApiServer, whyNot, type ApiServer } from './api-server.ts'

const suite = isAvailable ? describe : describe.skip

suite(isAvailable ? 'a cluster' : `a cluster (${whyNot})`, () => {
  let server: ApiServer

  beforeAll(async () => {
    server = await startApiServer({ rbac: true })
  })
  afterAll(() => server.stop())

  test('answers with its version', async () => {
    const { status, body } = await get(server, '/version', server.token)
    expect(status).toBe(200)
    expect((JSON.parse(body) as { gitVersion: string }).gitVersion).toMatch(/^v1\.\d+\./)
  })

  test('refuses access to secrets if roles do', async () => {
    expect((await get(server, '/api/v1/secrets', server.token)).status).toBe(200)
    expect((await get(server, '/api/v1/secrets', server.nobodyToken)).status).toBe(403)
  })
})

function get(server: ApiServer, path: string, token: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const options = { ca: server.ca, headers: { authorization: `Bearer ${token}` } }
    const asked = request(server.url + path, options, response => {
      let body = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (body += part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    asked.on('error', reject)
    asked.end()
  })
}
