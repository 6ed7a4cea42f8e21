import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { missingPrograms, startRegistry, type Registry } from '../copy/registry.ts'
import { pushImage } from './images.ts'
import { makeHome, podWith, type Home } from './run.ts'

if (missingPrograms.length > 0) {
  test.skip(`locking for real needs ${missingPrograms.join(' and ')}`, () => undefined)
} else {
  describe('a lock', lock)
}

function lock(): void {
  let home: Home
  let upstream: Registry
  let digest: string

  beforeAll(async () => {
    home = makeHome()
    upstream = await startRegistry()
    digest = await pushImage(home.folder, upstream.host, 'app/one:1')
    await pushImage(home.folder, upstream.host, 'app/two:2')
  })

  afterAll(async () => {
    await upstream.stop()
    home.remove()
  })

  const registry = '--registry=registry.internal:5000/m'
  const stream = (...names: readonly string[]) => podWith(names.map(name => `${upstream.host}/${name}`))
  const run = (args: readonly string[], stdin = stream('app/one:1')) =>
    home.run([...args, registry], { stdin })
  const read = () => readFileSync(join(home.folder, 'relocate.lock.yaml'), 'utf8')

  test('has the digest of every image, and the filter writes it', async () => {
    const written = await run(['images', '--lock=relocate.lock.yaml'])
    expect(written).toMatchObject({ code: 0, stdout: expect.stringContaining('SOURCE') })
    expect(read()).toBe(`# What was checked is what runs: give this file to the filter with --lock.
apiVersion: k8ssandra-relocate.io/v1alpha1
kind: ImageLock
images:
- source: "${upstream.host}/app/one:1"
  digest: "${digest}"
`)
    const { code, stdout } = await run(['--lock=relocate.lock.yaml'])
    expect(code).toBe(0)
    expect(stdout).toContain(`image: "registry.internal:5000/m/app/one:1@${digest}"`)
    const again = await home.run([registry, '--lock=relocate.lock.yaml'], { stdin: stdout })
    expect(again.stdout).toBe(stdout)
    const job = await run(['images', '-o', 'crane'])
    expect(job.code).toBe(0)
  })

  test('that does not have an image is an error, and nothing is written', async () => {
    const { code, stdout, stderr } = await run(
      ['--lock=relocate.lock.yaml'],
      stream('app/one:1', 'app/two:2'),
    )
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toMatch(
      /spec\/containers\[1\]\/image: the lock does not have \S+\/app\/two:2; lock again: .*\[LOCK_UNCOVERED\]/,
    )
  })

  test('that has too much, or another digest than the manifests, is a warning', async () => {
    writeFileSync(
      join(home.folder, 'both.yaml'),
      `${read()}- source: "quay.io/gone:1"\n  digest: "${digest}"\n`,
    )
    const { code, stderr } = await run(['--lock=both.yaml'])
    expect(code).toBe(0)
    expect(stderr).toMatch(
      /warning: the lock has quay\.io\/gone:1, and nothing in the run pulls it; .*\[LOCK_STALE\]/,
    )
    const other = `sha256:${'1'.repeat(64)}`
    const pinned = await run(['--lock=relocate.lock.yaml'], stream(`app/one:1@${other}`))
    expect(pinned.stdout).toContain(`m/app/one:1@${other}`)
    expect(pinned.stderr).toMatch(/the manifests name another digest, which counts.*\[LOCK_STALE\]/)
    expect((await run(['--lock=both.yaml', '--strict'])).code).toBe(3)
  })

  test('keeps the tag where no digest can be written', async () => {
    const parts = `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo}
spec:
  reaper:
    containerImage: {registry: ${upstream.host}, repository: app, name: one, tag: "1"}
`
    const { code, stdout, stderr } = await run(['--lock=relocate.lock.yaml', '-v'], parts)
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).not.toContain('sha256')
    expect(stdout).toContain('registry.internal:5000')
    expect(stderr).toContain('[LOCK_INEXPRESSIBLE]')
  })

  test('is not written when an image cannot be looked up', async () => {
    const { code, stderr } = await run(['images', '--lock=new.yaml'], stream('app/one:1', 'not/there:1'))
    expect(code).toBe(3)
    expect(stderr).toMatch(/has no repository not\/there: .*\[IMAGE_MISSING\]/)
    expect(existsSync(join(home.folder, 'new.yaml'))).toBe(false)
  })

  test('can be made from what is at the target', async () => {
    const flags = [
      'images',
      '--lock=target.yaml',
      '--resolve-at=target',
      '-r',
      `${upstream.host}/app`,
      '--layout=flatten',
    ]
    const { code } = await home.run(flags, { stdin: podWith(['elsewhere.invalid/x/one:1']) })
    expect(code).toBe(0)
    expect(readFileSync(join(home.folder, 'target.yaml'), 'utf8')).toContain(
      `- source: "elsewhere.invalid/x/one:1"\n  digest: "${digest}"\n`,
    )
  })

  test('that cannot be read, or is not a lock, is wrong use', async () => {
    expect((await run(['--lock=none.yaml'])).code).toBe(2)
    home.write('config.yaml', 'kind: Other\n')
    const { code, stderr } = await run(['--lock=config.yaml'])
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('"config.yaml" is not a lock of k8ssandra-relocate'),
    ])
  })
}
