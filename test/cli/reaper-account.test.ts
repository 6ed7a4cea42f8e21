import { afterAll, expect, test } from '@jest/globals'

import { program, registry, removeDirectories } from './program.ts'

afterAll(removeDirectories)

const reaper = (version: string, account: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: reaper-operator}
spec: {template: {spec: {containers: [{name: manager, image: "k8ssandra/reaper-operator:v${version}"}]}}}
---
apiVersion: reaper.cassandra-reaper.io/v1alpha1
kind: Reaper
metadata: {name: r}
spec: {ServiceAccountName: named, image: "thelastpickle/cassandra-reaper:2.2.1"}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: ${account}}
`

test.each([
  ['0.3.1', 'named', 'default'],
  ['0.3.1', 'default', undefined],
  ['0.3.2', 'named', undefined],
  ['0.3.2', 'default', 'named'],
])(
  'reaper-operator %s, with the account %s in the run: whose secrets are missing, as its version reads the field',
  async (version, account, missing) => {
    const { code, stderr } = await program([registry, '--pull-secret=key'], {
      stdin: reaper(version, account),
    })
    expect(code).toBe(0)
    const [, told] = /only from the service account (\S+), which is not in this stream/.exec(stderr) ?? []
    expect(told).toBe(missing)
  },
)
