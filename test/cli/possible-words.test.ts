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
    args: [--server-image=busybox, --node-image, redis, --image=true, --vm-image=ubuntu, --image-pull-policy=Always]
    env:
    - {name: SERVER_IMAGE, value: httpd}
    - {name: WORKER_IMAGE, value: acme-worker}
    - {name: SOURCE_IMAGE, value: nginx}
    - {name: OS_IMAGE, value: ubuntu}
    - {name: IMAGE, value: "true"}
    - {name: HOST_IMAGE, value: "false"}
    - {name: SERVER_IMAGE_PULL_POLICY, value: IfNotPresent}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings}
data:
  SERVER_IMAGE: memcached
  .env: |
    NODE_IMAGE=haproxy
    AGENT_IMAGE=acme-agent
    OS_IMAGE=debian
    DEBUG_IMAGE=false
  run.sh: |
    tool --server-image=tomcat
    echo the image acme is next
`

const doubts = 'busybox redis httpd acme-worker nginx memcached haproxy acme-agent tomcat'.split(' ')

test('a bare name under a word that says image is at least a possible one, and a switch or a system is none', async () => {
  const { code, stdout, stderr } = await shell(
    `$RELOCATE ${registry} < input`,
    directoryWith({ input: stream }),
  )
  expect(possibleIn(stderr)).toEqual(doubts)
  expect(stdout).toBe(stream.replace('quay.io', 'registry.internal/m'))
  expect(code).toBe(0)
})

test('verify counts the same doubts, and with --strict they are errors', async () => {
  const script = `$RELOCATE ${registry} < input | $RELOCATE verify ${registry}`
  const cwd = directoryWith({ input: stream })
  const lax = await shell(script, cwd)
  expect(lax.code).toBe(0)
  expect(lax.stderr).toContain(`0 outside, ${doubts.length} possible`)
  expect((await shell(`${script} --strict`, cwd)).code).toBe(3)
})

function possibleIn(messages: string): readonly (string | undefined)[] {
  return [...messages.matchAll(/: (\S+) is possibly an image/g)].map(found => found[1])
}
