import { afterAll, expect, test } from '@jest/globals'

import { directoryWith, registry, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

const target = 'registry.internal/m'

/** What the built program writes for a stream, and its messages. */
function relocated(stream: string) {
  return shell(`$RELOCATE ${registry} < input`, directoryWith({ input: stream }))
}

test('what says that an image is the disk of a machine may come by a merge', async () => {
  const pool = `apiVersion: pools.example.com/v1
kind: Pool
metadata: {name: machines}
spec:
  defaults:
    size: &size {flavor: m1.small, zone: a}
    more: &more
      <<: *size
      sshKeyName: ops
  workers:
    <<: *size
    image: vendor/jammy-2204
  masters:
    image: quay.io/vendor/jammy
    <<: [*more]
  written:
    <<: {instanceType: large}
    image: vendor/noble-2404
  quoted:
    "<<": {flavor: m1.small}
    image: quay.io/acme/tool
  pods:
    <<: {zone: b}
    image: quay.io/acme/agent
`
  const { code, stdout } = await relocated(pool)
  expect(stdout).toBe(pool.replaceAll('quay.io/acme/', `${target}/acme/`))
  expect(code).toBe(0)
})

test('the value of a variable for an operator, its name or both may come by a merge', async () => {
  const operator = `apiVersion: apps/v1
kind: Deployment
metadata: {name: operator}
x-values:
- &elastic {value: docker.elastic.co}
- &named {name: CONTAINER_REGISTRY}
- &other {value: registry.example.org}
spec:
  template:
    spec:
      containers:
      - name: value
        image: quay.io/acme/operator:1
        env:
        - name: CONTAINER_REGISTRY
          <<: *elastic
      - name: name
        image: quay.io/acme/operator:1
        env:
        - <<: *named
          value: docker.elastic.co
      - name: written
        image: quay.io/acme/operator:1
        env:
        - name: CONTAINER_REGISTRY
          <<: [{value: docker.elastic.co}]
      - name: possible
        image: quay.io/acme/operator:1
        env:
        - name: PLUGIN_REGISTRY
          <<: *other
`
  const { code, stdout, stderr } = await relocated(operator)
  const moved = operator.replaceAll('docker.elastic.co', target).replaceAll('quay.io/', `${target}/`)
  expect(stdout).toBe(moved)
  expect(stderr).toMatch(/env\[0\]\/value: registry\.example\.org is possibly an image /)
  expect(code).toBe(0)
})
