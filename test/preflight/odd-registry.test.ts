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

test('a registry that gives no answer is one problem for all its images; the table has each', async () => {
  const stdin = podWith(['busybox:1.36', 'nginx:1.25', 'redis:7'])
  const silent = ['-r', 'registry.invalid/m', '--timeout=5s']
  const { code, stdout, stderr } = await home.run(['preflight', ...silent], { stdin })
  expect(code).toBe(3)
  expect(stderr.match(/\[REGISTRY_UNREACHABLE\]/g)).toHaveLength(1)
  expect(stderr).toContain(', for this and 2 more images; check ')
  expect(stderr).toContain('3 of 3 images cannot be pulled, 1 problem')
  expect(stdout.match(/^unreachable /gm)).toHaveLength(3)
  const locking = await home.run(['images', ...silent, '--lock=l.yaml', '--resolve-at=target'], { stdin })
  expect([locking.code, locking.stdout]).toEqual([3, ''])
  expect(locking.stderr.match(/\[REGISTRY_UNREACHABLE\]/g)).toHaveLength(1)
})
