import { afterAll, expect, test } from '@jest/globals'

import { directoryWith, registry, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

const stream = `apiVersion: v1
kind: Pod
metadata: {name: operator}
spec:
  containers:
  - name: operator
    image: quay.io/acme/operator:v1
    command: [sh, -c, "exec tool --wrap-image=quay.io/acme/wrap --wrap-version 3 --bare-image=quay.io/acme/bare"]
    args:
    - --agent-image=quay.io/acme/agent
    - --agent-version=1.2.3
    - --probe-image
    - quay.io/acme/probe
    - --probe-tag
    - "4"
    - --set=side.image=quay.io/acme/side
    - --set=side.version=7
    - --set=dual.image=quay.io/acme/dual,dual.tag=7
    - --plain-image=quay.io/acme/plain
    - --shown-image=quay.io/acme/shown
    - --shown-version
    - --image=quay.io/acme/base
    - --done-image=quay.io/acme/done:2
    - --done-tag=2
    env:
    - {name: FIELD_IMAGE, value: quay.io/acme/field}
    - {name: FIELD_TAG, valueFrom: {configMapKeyRef: {name: versions, key: field}}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data:
  .env: |
    ENV_IMAGE=quay.io/acme/env
    ENV_VERSION=1.2.3
    HASH_IMAGE=quay.io/acme/hash
    HASH_DIGEST=sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
    ALONE_IMAGE=quay.io/acme/alone
    # the version is above
  tool.properties: |
    props.image = quay.io/acme/props
    props.version = 1
  tool.toml: |
    version = 2
    [worker]
    image = "quay.io/acme/worker"
    [runner]
    image = "quay.io/acme/runner"
    tag = "3"
`

const apart = 'agent dual env field hash probe props runner side wrap'.split(' ')

test('an image whose version, tag or digest another flag or line sets has no known tag', async () => {
  const { code, stdout } = await images('json')
  const { images: listed } = JSON.parse(stdout) as { images: { source: string; isRepository?: boolean }[] }
  const open = listed.flatMap(({ source, isRepository }) => (isRepository === true ? [source] : []))
  expect(open).toEqual(apart.map(name => `quay.io/acme/${name}`))
  expect([code, listed.length]).toEqual([0, 18])
})

test('a copy job has no latest of it', async () => {
  const { stdout } = await images('crane')
  const copied = [...stdout.matchAll(/ quay\.io\/acme\/(\S+) registry/g)].map(found => found[1])
  expect(copied).toEqual(
    'alone:latest bare:latest base:latest done:2 operator:v1 plain:latest shown:latest worker:latest'.split(
      ' ',
    ),
  )
})

function images(format: string) {
  return shell(`$RELOCATE images ${registry} -o ${format} < input`, directoryWith({ input: stream }))
}
