import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { missingPrograms, startRegistry, type Registry } from '../copy/registry.ts'
import { pushImage } from './images.ts'
import { makeHome, type Home } from './run.ts'

if (missingPrograms.length > 0) {
  test.skip(`locked tags for real need ${missingPrograms.join(' and ')}`, () => undefined)
} else {
  describe('preflight with a lock, of images that are pulled by their tag', lockedTags)
}

/** A field that takes no digest: https://docs.k8ssandra.io/reference/crd/k8ssandra-operator-crds-latest/ */
const reaperOf = (host: string): string => `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo, namespace: cassandra}
spec:
  reaper:
    containerImage: {registry: "${host}", repository: app, name: one, tag: "1"}
`

/** The operator chooses the image of Reaper, and its resource has no digest for one. */
const chosen = `apiVersion: apps/v1
kind: Deployment
metadata: {name: k8ssandra-operator}
spec:
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      containers:
      - {name: manager, image: "k8ssandra/k8ssandra-operator:v1.20.0"}
---
apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo}
spec: {reaper: {}}
`

function lockedTags(): void {
  let home: Home
  let upstream: Registry
  let target: Registry

  beforeAll(async () => {
    home = makeHome()
    upstream = await startRegistry()
    target = await startRegistry()
    await pushImage(home.folder, upstream.host, 'app/one:1')
  })

  afterAll(async () => {
    await Promise.all([upstream.stop(), target.stop()])
    home.remove()
  })

  /** The digest that the target has now. */
  const digestOf = async (repository: string, tag: string) =>
    (await target.manifest(repository, tag))?.digest ?? ''

  test('a field without a digest: a tag that was pushed again is a stale lock, until it is put back', async () => {
    const run = (...args: readonly string[]) =>
      home.run([...args, `--registry=${target.host}/m`, '--lock=relocate.lock.yaml'], {
        stdin: reaperOf(upstream.host),
      })
    expect((await run('images')).code).toBe(0)
    expect((await run('copy', '--with=skopeo')).code).toBe(0)
    const digest = await digestOf('m/app/one', '1')
    const green = await run('preflight')
    expect([green.code, green.stderr]).toEqual([0, expect.not.stringContaining('LOCK_STALE')])

    const other = await pushImage(home.folder, target.host, 'm/app/one:1')
    expect(other).not.toBe(digest)
    const name = `${target.host}/m/app/one:1`
    const says = `${name} is ${other} at the registry, and the lock has ${digest}: its tag was pushed again`
    const { code, stdout, stderr } = await run('preflight', '--report=report.html', '--report=report.json')
    expect(code).toBe(0)
    expect(stdout).toMatch(new RegExp(`^stale +image +${name} +${says}`, 'm'))
    expect(stdout).toMatch(new RegExp(`^ok +image +${name} `, 'm'))
    expect(stderr).toMatch(new RegExp(`warning: [^\n]*: ${says}[^\n]*\\[LOCK_STALE\\]`))
    expect(stderr).toContain('1 image can be pulled for linux/amd64')
    const page = readFileSync(join(home.folder, 'report.html'), 'utf8')
    expect(page).toMatch(/What was checked[^]*<span class="chip warning">stale<\/span>/)
    expect(page).toContain(says)
    expect(page).toMatch(/<b>1<\/b>found good.*<b>1<\/b>stale/)
    expect(page).toContain('would relocate')
    expect(JSON.parse(readFileSync(join(home.folder, 'report.json'), 'utf8'))).toMatchObject({
      checks: [{ state: 'ok' }, { state: 'stale', name, line: 6 }],
    })
    const json = await run('preflight', '-o', 'json')
    expect(JSON.parse(json.stdout)).toMatchObject({
      entries: [
        { subject: 'image', state: 'ok', name },
        { subject: 'image', state: 'stale', name, finding: expect.stringContaining(says) },
      ],
    })
    const strict = ['preflight', '--strict', '--accept=OPERATOR_VERSION_UNKNOWN']
    expect((await run(...strict)).code).toBe(3)
    expect((await run(...strict, '--accept=LOCK_STALE')).code).toBe(0)

    const isGreen = async (): Promise<void> => {
      const { code, stderr } = await run(...strict)
      expect([code, stderr]).toEqual([0, expect.not.stringContaining('LOCK_STALE')])
    }
    expect((await run('copy', '--with=skopeo')).code).toBe(0)
    await isGreen()
    // Without a network, a folder that was filled without a lock brings the same image back.
    const flags = ['copy', '--with=skopeo', '--to=oci:images', `--registry=${target.host}/m`]
    expect((await home.run(flags, { stdin: reaperOf(upstream.host) })).code).toBe(0)
    const withManifests = ['-', '--lock=relocate.lock.yaml', `--registry=${target.host}/m`]
    for (const more of [[], withManifests]) {
      await pushImage(home.folder, target.host, 'm/app/one:1')
      expect((await run(...strict)).code).toBe(3)
      const copied = await home.run(['copy', '--with=skopeo', '--from=oci:images', ...more], {
        stdin: reaperOf(upstream.host),
      })
      expect([copied.code, copied.stderr]).toEqual([0, expect.stringContaining('1 of 1 copied')])
      await isGreen()
    }
    // And one that was filled with the lock serves a run without it.
    expect((await run('copy', '--with=skopeo', '--to=oci:locked')).code).toBe(0)
    await pushImage(home.folder, target.host, 'm/app/one:1')
    const back = ['copy', '--with=skopeo', '--from=oci:locked', `--registry=${target.host}/m`, '-']
    expect((await home.run(back, { stdin: reaperOf(upstream.host) })).code).toBe(0)
    await isGreen()
  })

  test('an image that an operator chooses: the same', async () => {
    const run = (...args: readonly string[]) =>
      home.run([...args, `--registry=${target.host}/m`, '--lock=operator.lock.yaml'], { stdin: chosen })
    const reaper = 'm/thelastpickle/cassandra-reaper'
    for (const name of [`${reaper}:3.6.1`, 'm/k8ssandra/k8ssandra-operator:v1.20.0'])
      await pushImage(home.folder, target.host, name)
    expect((await run('images', '--resolve-at=target')).code).toBe(0)
    const green = await run('preflight')
    expect([green.code, green.stderr]).toEqual([0, expect.not.stringContaining('LOCK_STALE')])
    const digest = await digestOf(reaper, '3.6.1')
    await pushImage(home.folder, target.host, `${reaper}:3.6.1`, { single: true })
    const { code, stderr } = await run('preflight')
    const other = await digestOf(reaper, '3.6.1')
    expect(code).toBe(0)
    expect(stderr).toContain(
      `${target.host}/${reaper}:3.6.1 is ${other} at the registry, and the lock has ${digest}: `,
    )
    expect(stderr.match(/\[LOCK_STALE\]/g)).toHaveLength(1)
  })
}
