import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { program } from '../cli/program.ts'
import { writeImageLayout } from './image-layout.ts'
import { missingPrograms, startRegistry, type Registry } from './registry.ts'

/** What the manifests name, and where it lies upstream; the upstream registries are all played by one of our own. */
const tagged = {
  'thelastpickle/cassandra-reaper:3.2.1': 'docker.io/thelastpickle/cassandra-reaper:3.2.1',
  'busybox:1.35.0': 'docker.io/library/busybox:1.35.0',
  alpine: 'docker.io/library/alpine:latest',
  'quay.io/prometheus/prometheus:v2.28.1': 'quay.io/prometheus/prometheus:v2.28.1',
} as const
const pinned = 'k8s.gcr.io/ingress-nginx/kube-webhook-certgen:v1.0'

/** Where `--registry=HOST/m` has them. */
const targets = {
  preserve: ['m/library/alpine:latest', 'm/library/busybox:1.35.0', 'm/thelastpickle/cassandra-reaper:3.2.1'],
  flatten: ['m/alpine:latest', 'm/busybox:1.35.0', 'm/cassandra-reaper:3.2.1', 'm/prometheus:v2.28.1'],
  full: [
    'm/docker.io/library/alpine:latest',
    'm/docker.io/library/busybox:1.35.0',
    'm/docker.io/thelastpickle/cassandra-reaper:3.2.1',
    'm/quay.io/prometheus/prometheus:v2.28.1',
  ],
}

if (missingPrograms.length > 0) {
  test.skip(`copying for real needs ${missingPrograms.join(' and ')}: apt-get install skopeo docker-registry`, () =>
    undefined)
} else {
  describe('a copy job, run for real', copyJobs)
}

function copyJobs(): void {
  const home = mkdtempSync(join(tmpdir(), 'relocate-copy-'))
  let upstream: Registry
  let target: Registry
  let digest: string

  beforeAll(async () => {
    upstream = await startRegistry()
    writeContainersConfig(home)
    writeRegistries(home, upstream.host)
    for (const name of Object.values(tagged)) push(name)
    digest = push(pinned)
  })

  beforeEach(async () => {
    target = await startRegistry()
    writeRegistries(home, upstream.host, target.host)
  })

  afterEach(() => target.stop())

  afterAll(async () => {
    await upstream.stop()
    rmSync(home, { recursive: true, force: true })
  })

  test.each([
    ['flatten', targets.flatten, / --src yaml /],
    ['full', targets.full, / --scoped --src yaml /],
  ])('skopeo sync fills the registry for the layout %s', async (layout, names, flags) => {
    const flagList = [`--registry=${target.host}/m`, `--layout=${layout}`]
    const { stdout } = await program(['images', '-o', 'skopeo', ...flagList], { stdin: stream() })
    writeFileSync(join(home, 'images.yaml'), stdout)
    const command = /^# {3}(skopeo sync .*)$/m.exec(stdout)?.[1] ?? ''
    expect(command).toMatch(flags)
    run('sh', '-c', command)
    expect(await target.names()).toEqual(names)
    expect(await asked(flagList)).toEqual(names)
  })

  test.each(['skopeo', 'crane'])(
    'a script for %s fills the registry, with mirrors and digests',
    async tool => {
      const flagList = [`--registry=${target.host}/m`, `--mirror=quay.io=${target.host}/quay`]
      const stdin = stream(`${pinned}@${digest}`)
      const { stdout } = await program(['images', '-o', tool, ...flagList], { stdin })
      expect(stdout).toMatch(/^#!\/bin\/sh\n/)
      writeFileSync(join(home, 'copy'), stdout)
      chmodSync(join(home, 'copy'), 0o755)
      run(join(home, 'copy'))
      const names = [
        'm/ingress-nginx/kube-webhook-certgen:v1.0',
        ...targets.preserve,
        'quay/prometheus/prometheus:v2.28.1',
      ]
      expect(await target.names()).toEqual(names)
      expect(await asked(flagList, stdin)).toEqual(names)
      const copied = await target.manifest('m/ingress-nginx/kube-webhook-certgen', digest)
      expect(copied).toEqual({ digest, mediaType: 'application/vnd.oci.image.index.v1+json' })
    },
  )

  test('a second run of a script changes nothing and does not fail', async () => {
    const { stdout } = await program(['images', '-o', 'skopeo', `--registry=${target.host}/m`], {
      stdin: stream(),
    })
    writeFileSync(join(home, 'copy'), stdout)
    run('sh', join(home, 'copy'))
    const names = await target.names()
    run('sh', join(home, 'copy'))
    expect(await target.names()).toEqual(names)
  })

  test('a script goes on after a copy that fails, names it at the end, and ends with 1', async () => {
    const stdin = stream('quay.io/not/there:1')
    const { stdout } = await program(['images', '-o', 'skopeo', `--registry=${target.host}/m`], { stdin })
    writeFileSync(join(home, 'copy'), stdout)
    const { status, stderr } = spawnSync('sh', [join(home, 'copy')], {
      cwd: home,
      env: environment(),
      encoding: 'utf8',
    })
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /4 of 5 copied\nfailed:\n {2}skopeo copy \S.* docker:\/\/quay\.io\/not\/there:1 \S+\n$/,
    )
    expect(await target.names()).toHaveLength(4)
  })

  test('what an operator chooses by itself is copied as well', async () => {
    const operator = 'docker.io/k8ssandra/cass-operator:v1.10.5'
    const datacenter =
      'apiVersion: cassandra.datastax.com/v1beta1\nkind: CassandraDatacenter\nmetadata: {name: dc1}\n' +
      'spec: {clusterName: c, serverType: cassandra, serverVersion: 4.0.3, size: 1}\n'
    const stdin = `${stream(operator)}\n---\n${datacenter}`
    const flagList = [`--registry=${target.host}/m`, '--layout=full']
    const { stdout: list } = await program(['images', '-o', 'json', ...flagList], { stdin })
    const { images } = JSON.parse(list) as { images: { source: string; origin: string }[] }
    const chosen = images.filter(({ origin }) => origin === 'operator').map(({ source }) => source)
    expect(chosen.length).toBeGreaterThan(0)
    for (const name of [operator, ...chosen]) push(name)
    const { stdout } = await program(['images', '-o', 'crane', ...flagList], { stdin })
    writeFileSync(join(home, 'copy'), stdout)
    run('sh', join(home, 'copy'))
    expect(await target.names()).toEqual(
      [...targets.full, ...[operator, ...chosen].map(name => `m/${name}`)].sort(),
    )
  })

  /** The names that the relocated manifests ask the target for. */
  async function asked(flagList: readonly string[], stdin = stream()): Promise<string[]> {
    const { stdout } = await program(flagList, { stdin })
    const names = Array.from(stdout.matchAll(/ image: (\S+)/g), ([, name = '']) => name.replace(/@.*/, ''))
    return names
      .map(name => name.slice(target.host.length + 1))
      .map(name => (/:[^/]+$/.test(name) ? name : `${name}:latest`))
      .sort()
  }

  /** Puts an image where upstream has it, by the name `registry/repository:tag`; gives its digest. */
  function push(name: string): string {
    const layout = join(home, 'layouts', name.replaceAll(/[/:]/g, '_'))
    const made = writeImageLayout(layout, name)
    run('skopeo', 'copy', '--all', '--preserve-digests', `oci:${layout}`, `docker://${upstream.host}/${name}`)
    return made
  }

  function run(file: string, ...args: readonly string[]): void {
    execFileSync(file, args, { cwd: home, env: environment(), stdio: 'pipe' })
  }

  function environment() {
    return { HOME: home, PATH: `${home}/bin:${process.env['PATH'] ?? ''}` }
  }
}

function stream(...more: readonly string[]): string {
  const containers = [...Object.keys(tagged), ...more].map(
    (image, index) => `  - name: c${index}\n    image: ${image}\n`,
  )
  const argument = '    args: [--thanos-default-base-image=quay.io/thanos/thanos]\n'
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: all\nspec:\n  containers:\n${containers.join('')}${argument}`
}

/** What skopeo reads besides its arguments, and a `crane` that does with skopeo what crane would do. */
function writeContainersConfig(home: string): void {
  mkdirSync(join(home, '.config', 'containers'), { recursive: true })
  mkdirSync(join(home, 'bin'))
  const policy = { default: [{ type: 'insecureAcceptAnything' }] }
  writeFileSync(join(home, '.config', 'containers', 'policy.json'), JSON.stringify(policy))
  const crane =
    '#!/bin/sh\n[ "$1" = copy ] && exec skopeo copy --all --preserve-digests "docker://$2" "docker://$3"\nexit 2\n'
  writeFileSync(join(home, 'bin', 'crane'), crane)
  chmodSync(join(home, 'bin', 'crane'), 0o755)
}

/** The public registries are folders of ours, and ours speak HTTP. */
function writeRegistries(home: string, upstream: string, ...others: readonly string[]): void {
  const locations = [
    ...['docker.io', 'quay.io', 'k8s.gcr.io'].map(name => [name, `${upstream}/${name}`]),
    ...[upstream, ...others].map(host => [host, host]),
  ]
  const tables = locations.map(
    ([prefix, location]) => `[[registry]]\nprefix = "${prefix}"\nlocation = "${location}"\ninsecure = true\n`,
  )
  writeFileSync(join(home, '.config', 'containers', 'registries.conf'), tables.join('\n'))
}
