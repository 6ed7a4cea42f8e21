import { afterAll, afterEach, expect, test } from '@jest/globals'

import { digestOf, index, startOddRegistry, type OddRegistry } from '../registry/odd-registry.ts'
import { makeHome, podWith } from './run.ts'

const home = makeHome()
const registries: OddRegistry[] = []

afterEach(() => {
  for (const registry of registries.splice(0)) registry.stop()
})
afterAll(() => home.remove())

const type = 'application/vnd.oci.image.index.v1+json'
const cases = [
  ['REGISTRY_CONTRADICTORY', 200, { 'content-type': type, 'docker-content-digest': digestOf('another') }],
  ['REGISTRY_UNREACHABLE', 503, {}],
] as const

test.each(cases)('a registry with an odd answer fails preflight: %s', async (code, status, headers) => {
  const registry = await startOddRegistry((_, response) => response.writeHead(status, headers).end(index))
  registries.push(registry)
  const flags = ['preflight', '-r', `${registry.host}/m`, '--timeout=3s']
  const ran = await home.run(flags, { stdin: podWith(['busybox:1.36']) })
  expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining(`[${code}]`)])
})
