import { afterAll, expect, test } from '@jest/globals'

import { program, registry, removeDirectories } from './program.ts'

afterAll(removeDirectories)

const pod = (...args: readonly string[]): string =>
  `kind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n  - image: a/b:1\n    args: ${JSON.stringify(args)}\n`

test.each([
  ['--config-reloader-cpu-request=10m'],
  ['--config-reloader=registry.internal/m/a/config-reloader:latest'],
  ['--agent-image-retries=3'],
])('%s has its value, so that the flag after it has no image', async first => {
  const { code, stdout } = await program([registry], {
    stdin: pod(first, '--kubelet-service=kube-system/kubelet'),
  })
  expect(code).toBe(0)
  expect(stdout).toContain('"--kubelet-service=kube-system/kubelet"')
})

test('a flag without a value has the next item', async () => {
  const { stdout } = await program([registry], { stdin: pod('--agent-image', 'team/agent') })
  expect(stdout).toContain('["--agent-image","registry.internal/m/team/agent"]')
})
