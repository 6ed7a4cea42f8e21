import { readFileSync } from 'node:fs'

import { emptyConfig, type Config } from '../../src/config/config.ts'
import { isFatal, severityOf } from '../../src/problem.ts'
import { relocate } from '../../src/relocate.ts'
import { buildReport } from '../../src/output/report/build.ts'
import type { Report } from '../../src/output/report/report.ts'

export const config: Config = {
  ...emptyConfig,
  registry: 'registry.internal:5000/mirror',
  imagePullSecrets: ['myregistrykey'],
}

/** The report on one stream, as if from a file of that name. */
export function reportOn(stream: string, settings: Partial<Config> = {}, file = 'rendered.yaml'): Report {
  const result = relocate(stream, { ...config, ...settings }, { file })
  const { problems } = result
  const exitCode = problems.some(isFatal) ? 3 : 0
  return buildReport({
    command: 'filter',
    results: [result],
    summary: result.summary,
    problems,
    severityOf,
    exitCode,
    version: '1.2.3',
  })
}

/** The report on a whole release. */
export function reportOnRelease(settings: Partial<Config> = {}): Report {
  return reportOn(readFileSync('testdata/streams/k8ssandra-1.x.yaml', 'utf8'), settings)
}

/** Nothing an attacker can put into a stream may do more than be shown. */
export const hostile = `kind: Pod
metadata:
  name: "<img src=x onerror=alert(1)>|\\u001b[31mred\\u202e"
  namespace: "</script><script>alert(2)</script>"
spec:
  containers:
  - name: "\`a|b\`"
    image: nginx
  - name: "[link](javascript:alert(3))"
    image: "{{ <b>bold</b> }}"
`

/** A Secret next to a pod: what is in it must never be told. */
export const secretive = `kind: Secret
metadata:
  name: database
stringData:
  password: correct-horse-battery
  image: hunter2
data:
  token: aHVudGVyMi10b2tlbg==
---
kind: Pod
metadata:
  name: web
spec:
  containers:
  - {name: web, image: nginx, env: [{name: PASSWORD, value: swordfish-value}]}
`
