import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startCluster, type Cluster } from './cluster.ts'
import { flags, images, itemsOf, relocated, comparable } from './expected.ts'
import { chart, makeHelm, type Helm } from './helm.ts'
import { describeEachHelm, isHelm4 } from './versions.ts'
import { pinnedHelm } from './binaries.ts'
import { identity, isHook, readObjects, type KubernetesObject } from './objects.ts'

describeEachHelm('Helm %s', version => {
  let helm: Helm
  let cluster: Cluster
  let relocate: string[]

  beforeAll(async () => {
    helm = await makeHelm(version)
    cluster = await startCluster()
    relocate = helm.postRenderer('k8ssandra-relocate', ...flags)
  }, 300_000)

  afterAll(async () => {
    helm.remove()
    await cluster.close()
  })

  test('template gives every object with its images and pull secrets relocated, and nothing else changed', async () => {
    const before = await objectsOf('template', 'small', chart)
    const after = await objectsOf('template', 'small', chart, ...relocate)
    expect(sorted(after)).toEqual(sorted(before.map(expected)))
    // Helm 3 prints hooks in an order that differs from run to run; Helm 4.3 sorts what it takes out of a List.
    const unchanged = await objectsOf('template', 'small', chart, ...helm.postRenderer('capture'))
    expect(after.filter(isNoHook).map(identity)).toEqual(unchanged.filter(isNoHook).map(identity))
  })

  test('install as a dry run gives the same objects as template', async () => {
    const before = await objectsOf('template', 'small', chart)
    const after = await install(...relocate)
    expect(sorted(after)).toEqual(sorted(before.map(expected)))
  })

  test('a custom resource definition comes out with the bytes it has in the chart', async () => {
    const definition = readFileSync(join(chart, 'crds/widgets.yaml'), 'utf8')
    const { stdout } = await helm.run('template', 'small', chart, '--include-crds', ...relocate)
    expect(stdout).toContain(definition)
  })

  test('with --pass-through, the objects are those of a run without post-renderer', async () => {
    const before = await objectsOf('template', 'small', chart)
    const after = await objectsOf(
      'template',
      'small',
      chart,
      ...helm.postRenderer('k8ssandra-relocate', '--pass-through'),
    )
    expect(sorted(after)).toEqual(sorted(before))
  })

  test('the release notes stay as they are', async () => {
    const release = await installRelease(...relocate)
    expect(release.info.notes).toBe(
      'small is there. The shell in it is busybox:1.31.1; this line is no manifest.\n',
    )
  })

  if (!isHelm4(version)) {
    test('hooks are not relocated, because Helm 3 does not pass them', async () => {
      const hooks = (await objectsOf('template', 'small', chart, ...relocate)).filter(isHook)
      expect(hooks.map(identity).sort()).toEqual(['Job/small-certgen', 'Job/small-cleaner', 'Pod/small-test'])
      expect(JSON.stringify(hooks)).not.toContain('registry.internal')
    })
  } else {
    test('hooks are relocated like everything else', async () => {
      const hooks = (await objectsOf('template', 'small', chart, ...relocate)).filter(isHook)
      expect(hooks).toHaveLength(3)
      for (const hook of hooks) expect(JSON.stringify(hook)).toContain('"registry.internal:5000/mirror/')
    })
  }

  /** How an object has to look; Helm 3 keeps hooks from us. */
  function expected(object: KubernetesObject): KubernetesObject {
    return !isHelm4(version) && isHook(object) ? object : relocated(object)
  }

  async function objectsOf(...args: readonly string[]): Promise<KubernetesObject[]> {
    const { status, stdout, stderr } = await helm.run(...args)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    return (await readObjects(stdout)).flatMap(itemsOf)
  }

  async function install(...args: readonly string[]): Promise<KubernetesObject[]> {
    const { manifest, hooks } = await installRelease(...args)
    const text = [manifest, ...hooks.map(hook => hook.manifest)].join('\n---\n')
    return (await readObjects(text)).flatMap(itemsOf)
  }

  async function installRelease(...args: readonly string[]): Promise<Release> {
    const dry = ['--dry-run=client', '--disable-openapi-validation', '-o', 'json']
    const { status, stdout, stderr } = await helm.run(
      ...['--kube-apiserver', cluster.url, 'install', 'small', chart, ...dry, ...args],
    )
    expect({ status, stderr }).toMatchObject({ status: 0 })
    return JSON.parse(stdout) as Release
  }
})

test('the table of expected images names every image of the chart', async () => {
  const helm = await makeHelm(pinnedHelm[3])
  const { stdout } = await helm.run('template', 'small', chart)
  helm.remove()
  for (const image of Object.keys(images)) expect(stdout).toContain(image)
  const written = stdout.matchAll(
    /(?<=^ *(?:- )?|[{,] )(?:image|[a-z]+Image|reference): (?:&\S+ )?["']?([^\s"',*]+:[^\s"',]+)/gm,
  )
  const names = Array.from(written, match => match[1] ?? '')
  expect(names.length).toBeGreaterThan(15)
  const unknown = names.filter(image => images[image] === undefined)
  expect(unknown).toEqual([])
})

type Release = {
  readonly info: { readonly notes: string }
  readonly manifest: string
  readonly hooks: readonly { readonly manifest: string }[]
}

function isNoHook(object: KubernetesObject): boolean {
  return !isHook(object)
}

function sorted(objects: readonly KubernetesObject[]): unknown {
  return comparable([...objects].sort((a, b) => (identity(a) < identity(b) ? -1 : 1)))
}
