import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { executable } from '../built.ts'
import { missingPrograms, startRegistry, type Registry } from '../copy/registry.ts'
import { blocksOf } from '../docs/block.ts'
import { helmBinary, pinnedHelm } from '../helm/binaries.ts'
import { passwordProtection, pushImage } from '../preflight/images.ts'
import { dockerConfig, makeHome, type Home } from '../preflight/run.ts'
import { isAvailable, startApiServer, whyNot, type ApiServer } from './api-server.ts'
import { kubeOf, makeNamespace } from './kube.ts'

const isPossible = isAvailable && missingPrograms.length === 0
const suite = isPossible ? describe : describe.skip

/** The blocks of the page that a new user runs one after the other. */
const steps = blocksOf(readFileSync('docs/air-gap.md', 'utf8')).filter(({ marker }) =>
  ['journey', 'red', 'cluster'].includes(marker),
)

const chart = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: {{ .Release.Namespace }}}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: "busybox:1.36"}
      - {name: metrics, image: "quay.io/prometheus/prometheus:v2.28.1"}
---
apiVersion: v1
kind: Pod
metadata: {name: web-test, annotations: {helm.sh/hook: test}}
spec:
  containers:
  - {name: test, image: "busybox:1.36"}
`

suite(isPossible ? 'the page about air gaps' : `the page about air gaps (${whyNot})`, () => {
  let home: Home
  let upstream: Registry
  let target: Registry
  let server: ApiServer

  beforeAll(async () => {
    home = makeHome()
    const { folder } = home
    upstream = await startRegistry()
    target = await startRegistry(passwordProtection(folder))
    server = await startApiServer({ rbac: true })
    for (const name of ['docker.io/library/busybox:1.36', 'quay.io/prometheus/prometheus:v2.28.1'])
      await pushImage(folder, upstream.host, name)
    for (const path of ['bin', 'chart/templates', '.config/containers', '.docker'])
      mkdirSync(join(folder, path), { recursive: true })
    symlinkSync(executable, join(folder, 'bin/k8ssandra-relocate'))
    symlinkSync(await helmBinary(pinnedHelm[3]), join(folder, 'bin/helm'))
    writeFileSync(join(folder, 'chart/Chart.yaml'), 'apiVersion: v2\nname: web\nversion: 1.0.0\n')
    writeFileSync(join(folder, 'chart/templates/web.yaml'), chart)
    writeFileSync(join(folder, '.docker/config.json'), dockerConfig(target.host))
    // The public registries are folders of one of our own.
    const tables = [
      ...['docker.io', 'quay.io'].map(name => [name, `${upstream.host}/${name}`]),
      [target.host, target.host],
    ].map(
      ([prefix, location]) =>
        `[[registry]]\nprefix = "${prefix}"\nlocation = "${location}"\ninsecure = true\n`,
    )
    writeFileSync(join(folder, '.config/containers/registries.conf'), tables.join('\n'))
    writeFileSync(
      join(folder, '.config/containers/policy.json'),
      '{"default":[{"type":"insecureAcceptAnything"}]}',
    )
  }, 120_000)

  afterAll(async () => {
    await Promise.all([upstream.stop(), target.stop(), server.stop()])
    home.remove()
  })

  function run(script: string): Promise<{ code: number | null; text: string }> {
    const env = {
      HOME: home.folder,
      PATH: `${home.folder}/bin:/usr/bin:/bin`,
      KUBECONFIG: server.kubeconfig,
      REGISTRY_AUTH_FILE: join(home.folder, '.docker/config.json'),
    }
    const words = script.replaceAll('registry.internal:5000', target.host)
    return new Promise(resolve => {
      const child = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', words], { cwd: home.folder, env })
      let text = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk: Buffer) => (text += chunk.toString()))
      child.on('close', code => resolve({ code, text }))
    })
  }

  test('leads from an empty registry to a release that can start, by itself', async () => {
    expect(steps.map(({ marker }) => marker)).toEqual([
      'journey',
      'red',
      'journey',
      'cluster',
      'journey',
      'journey',
      'journey',
    ])
    for (const { marker, text, line } of steps) {
      if (marker === 'cluster') {
        const kube = kubeOf(server)
        // A controller makes the account of a namespace; there are none here.
        await makeNamespace(kube, 'cassandra')
        const data = { '.dockerconfigjson': Buffer.from(dockerConfig(target.host)).toString('base64') }
        const metadata = { name: 'regkey', namespace: 'cassandra' }
        await kube.apply({
          apiVersion: 'v1',
          kind: 'Secret',
          metadata,
          type: 'kubernetes.io/dockerconfigjson',
          data,
        })
        continue
      }
      const ran = await run(text)
      const code = marker === 'red' ? 3 : 0
      expect({
        at: `docs/air-gap.md:${line}`,
        code: ran.code,
        text: ran.code === code ? '' : ran.text,
      }).toEqual({
        at: `docs/air-gap.md:${line}`,
        code,
        text: '',
      })
      if (text.includes('--resolve-at')) expect(ran.text).toMatch(/^ok +image +\S+:1\.36@sha256:/m)
      if (marker === 'red') expect(ran.text).toMatch(/\[IMAGE_MISSING\][^]*\[SECRET_MISSING\]/)
    }
  }, 120_000)
})
