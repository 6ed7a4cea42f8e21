import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { executable } from '../built.ts'
import { missingPrograms, startRegistry } from '../copy/registry.ts'
import { describeWith, tool } from './tools.ts'

const flux = tool('flux')
const testWithRegistry = missingPrograms.length === 0 ? test : test.skip

const flags = ['--registry', 'registry.internal:5000/k8ssandra', '--pull-secret', 'registry-key']
let folder: string

beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'flux-'))))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describeWith(flux)('the CLI of Flux (needs flux 2.9.5, as .ci/run builds it)', () => {
  test.each(['k8ssandra-operator-1.x', 'k8ssandra-1.x'])(
    'makes of %s with the exported patches what the filter makes of it',
    name => {
      const release = `testdata/streams/${name}.yaml`
      const { postRenderers } = parse(relocate(['export', '--to', 'flux-patches', ...flags, release])) as {
        postRenderers: readonly [{ kustomize: object }]
      }
      const input = readFileSync(release, 'utf8')
      const patched = build(input, postRenderers[0].kustomize)
      expect(patched).toBe(build(relocate([...flags, release]), {}))
      expect(patched).not.toBe(build(input, {}))
    },
  )

  testWithRegistry(
    'pushes the relocated manifests as an artifact, and they come back as they were',
    async () => {
      const registry = await startRegistry()
      try {
        const [deploy, back] = [join(folder, 'deploy'), join(folder, 'back')]
        mkdirSync(deploy)
        mkdirSync(back)
        const relocated = relocate([...flags, 'testdata/streams/k8ssandra-operator-1.x.yaml'])
        writeFileSync(join(deploy, 'demo.yaml'), relocated)
        const artifact = `oci://${registry.host}/deploy/demo:1.0.0`
        run(['push', 'artifact', artifact, '--path', deploy, '--source', 'demo', '--revision', '1.0.0'])
        expect(await registry.names()).toEqual(['deploy/demo:1.0.0'])
        run(['pull', 'artifact', artifact, '--output', back])
        expect(readFileSync(join(back, 'demo.yaml'), 'utf8')).toBe(relocated)
      } finally {
        await registry.stop()
      }
    },
  )
})

/** A Kustomization of Flux takes images and patches in the form in which a HelmRelease has them in its post-renderer. */
function build(manifests: string, kustomize: object): string {
  const app = mkdtempSync(join(folder, 'app-'))
  writeFileSync(join(app, 'release.yaml'), manifests)
  const kustomization = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'demo', namespace: 'flux-system' },
    spec: {
      interval: '10m',
      path: './',
      prune: true,
      sourceRef: { kind: 'GitRepository', name: 'demo' },
      ...kustomize,
    },
  }
  const file = `${app}.yaml`
  writeFileSync(file, stringify(kustomization))
  return run(['build', 'kustomization', 'demo', '--path', app, '--kustomization-file', file, '--dry-run'])
}

function relocate(args: readonly string[]): string {
  return outputOf(executable, [...args, '--quiet'])
}

function run(args: readonly string[]): string {
  return outputOf(flux ?? '', args)
}

function outputOf(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { PATH: process.env['PATH'], HOME: folder },
  })
  expect({ args, status, complaint: status === 0 ? '' : stderr }).toEqual({ args, status: 0, complaint: '' })
  return stdout
}
