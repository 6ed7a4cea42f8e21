import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { executable } from '../built.ts'
import { pod, program, registry, relocatedPod, shell } from './program.ts'

let cwd = ''
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'relocate-fleet-'))
})
afterEach(() => rmSync(cwd, { recursive: true, force: true }))

const podOf = (name: string, image: string, team?: string): string =>
  `kind: Pod\nmetadata:\n  name: ${name}\n${team === undefined ? '' : `  labels:\n    team: ${team}\n    owner: ${name}\n`}spec:\n  containers:\n  - image: ${image}\n`

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true })
    writeFileSync(join(cwd, name), text)
  }
}

const read = (name: string): string => readFileSync(join(cwd, name), 'utf8')

/** Everything below a folder that is not a directory. */
function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => statSync(join(folder, name)).isFile())
    .sort()
}

const releases = {
  'clusters/east/a/release.yaml': podOf('a', 'nginx:1', 'red'),
  'clusters/east/b/release.yaml': podOf('b', 'quay.io/b/b:2', 'blue'),
  'clusters/west/a/release.yaml': `${podOf('a', 'nginx:1', 'red')}---\n${podOf('c', 'ghcr.io/c/c:3')}`,
}
const pattern = 'clusters/**/release.yaml'

describe('a tree of releases', () => {
  test('comes out below another directory, and leaves nothing else', async () => {
    write(releases)
    const { code, stdout } = await program([registry, '--output-dir=out', pattern], { cwd })
    expect([code, stdout]).toEqual([0, ''])
    expect(filesBelow(join(cwd, 'out'))).toEqual(Object.keys(releases).sort())
    expect(read('out/clusters/east/b/release.yaml')).toBe(podOf('b', 'registry.internal/m/b/b:2', 'blue'))
  })

  test('has a note about the same key of each release once, with a count, unless asked for all', async () => {
    const config = `apiVersion: config.k8ssandra.io/v1beta1
kind: ImageConfig
images:
  system-logger: k8ssandra/system-logger:v1.18.2
  imagePullPolicy: Always
`
    write({ 'a.yaml': config, 'b.yaml': config, 'c.yaml': `${config}---\n${podOf('c', 'nginx:1')}` })
    const { code, stderr } = await program([registry, '--output-dir=out', '*.yaml'], { cwd })
    expect(code).toBe(0)
    const notes = stderr.split('\n').filter(line => line.includes('IMAGE_CONFIG_HARMLESS'))
    expect(notes.map(line => line.split(';')[0])).toEqual([
      'note: a.yaml:5:3 ImageConfig images/imagePullPolicy: cass-operator ignores "imagePullPolicy" here, as in 2 other places',
    ])
    const verbose = await program([registry, '--verbose', '--output-dir=out', '*.yaml'], { cwd })
    expect(verbose.stderr.match(/IMAGE_CONFIG_HARMLESS/g)).toHaveLength(3)
  })

  test('is refused as a whole where two releases collide, with no file and no directory left', async () => {
    write({ ...releases, 'clusters/west/z/release.yaml': podOf('z', 'quay.io/other/b:2') })
    const before = filesBelow(cwd)
    const argv = [registry, '--layout=flatten', '--output-dir=out', pattern]
    const { code, stderr } = await program(argv, { cwd })
    expect(code).toBe(3)
    expect(stderr).toContain('TARGET_COLLISION')
    expect(stderr).toContain('clusters/east/b/release.yaml')
    expect(filesBelow(cwd)).toEqual(before)
    expect(readdirSync(cwd)).toEqual(['clusters'])
  })

  test('stays as it is in place if one release is refused', async () => {
    write({ ...releases, 'clusters/west/z/release.yaml': podOf('z', '"not an image"') })
    expect((await program([registry, '--in-place', pattern], { cwd })).code).toBe(1)
    expect(read('clusters/east/a/release.yaml')).toBe(releases['clusters/east/a/release.yaml'])
    expect(filesBelow(cwd).some(name => name.includes('.tmp'))).toBe(false)
  })

  test('is written in place, and a release without a change is not touched', async () => {
    write({ ...releases, 'clusters/west/z/release.yaml': 'kind: Namespace\nmetadata:\n  name: z\n' })
    const untouched = statSync(join(cwd, 'clusters/west/z/release.yaml')).ino
    expect((await program([registry, '--in-place', pattern], { cwd })).code).toBe(0)
    expect(read('clusters/east/b/release.yaml')).toContain('registry.internal/m/b/b:2')
    expect(statSync(join(cwd, 'clusters/west/z/release.yaml')).ino).toBe(untouched)
  })

  test('goes to standard output as one stream', async () => {
    write({ 'a.yaml': pod, 'b.yaml': pod })
    const { code, stdout } = await program([registry, 'a.yaml', 'b.yaml'], { cwd })
    expect([code, stdout]).toEqual([0, `${relocatedPod}---\n${relocatedPod}`])
  })

  test('may have an account in another release than the pod', async () => {
    const account =
      'kind: ServiceAccount\napiVersion: v1\nmetadata:\n  name: web\nimagePullSecrets:\n- name: older\n'
    const web =
      'kind: Pod\napiVersion: v1\nmetadata:\n  name: p\nspec:\n  serviceAccountName: web\n  containers:\n  - image: nginx\n'
    write({ 'a.yaml': account, 'b.yaml': web })
    const { stdout } = await program([registry, '-s', 'key', 'a.yaml', 'b.yaml'], { cwd })
    expect(stdout).toContain('  imagePullSecrets:\n  - name: older\n  - name: key\n')
  })
})

describe('the report on a tree of releases', () => {
  test('counts by registry, image and team, and has a page for each release', async () => {
    write(releases)
    const argv = [
      registry,
      '--output-dir=out',
      '--report=r.json',
      '--report=r.html',
      '--report=r.md',
      pattern,
    ]
    expect((await program(argv, { cwd })).code).toBe(0)
    const { fleet, images } = JSON.parse(read('r.json')) as {
      readonly fleet: { readonly [key: string]: readonly object[] }
      readonly images: readonly object[]
    }
    expect(images).toHaveLength(4)
    expect(fleet['releases']).toHaveLength(3)
    expect(fleet['registries']?.[0]).toEqual({ registry: 'docker.io', images: 1, places: 2, releases: 2 })
    expect(fleet['teams']).toEqual([
      { team: 'red', images: 1, places: 2, releases: 2 },
      { team: 'blue', images: 1, places: 1, releases: 1 },
      { team: '', images: 1, places: 1, releases: 1 },
    ])
    const pages = readdirSync(join(cwd, 'r-releases')).sort()
    expect(pages).toHaveLength(3)
    for (const page of pages) expect(read('r.html')).toContain(`href="r-releases/${page}"`)
    expect(read(`r-releases/${pages[1] ?? ''}`)).toContain('quay.io')
    expect(read(`r-releases/${pages[1] ?? ''}`)).not.toContain('ghcr.io')
    expect(read('r.md')).toContain('<details><summary>clusters/west/a/release.yaml</summary>')
  })

  test('takes another label for teams', async () => {
    write(releases)
    await program([registry, '--team-label=owner', '--output-dir=out', '--report=r.json', pattern], { cwd })
    expect(read('r.json')).toContain('"team": "b"')
  })

  test('has no page left of an earlier run that had more releases', async () => {
    write(releases)
    await program([registry, '--output-dir=out', '--report=r.html', pattern], { cwd })
    writeFileSync(join(cwd, 'r-releases/notes.html'), 'mine')
    await program([registry, '--output-dir=out2', '--report=r.html', 'clusters/east/**/release.yaml'], {
      cwd,
    })
    const left = readdirSync(join(cwd, 'r-releases'))
    expect(left.filter(name => name !== 'notes.html')).toHaveLength(2)
    expect(left).toContain('notes.html')
  })
})

test.each([
  ['clusters/?ast/?/release.yaml', 2],
  ['clusters/*/[a]/release.yaml', 2],
  ['clusters/{east,west}/a/release.ya?l', 2],
  ['clusters/????/?/*.yaml', 3],
])('the pattern %s finds %i files', async (given, count) => {
  write(releases)
  expect((await program([registry, '--output-dir=out', given], { cwd })).code).toBe(0)
  expect(filesBelow(join(cwd, 'out'))).toHaveLength(count)
})

test('the built program reports on releases whatever they are called, also on empty ones and links', async () => {
  const long = Array.from({ length: 8 }, () => 'd'.repeat(200)).join('/')
  const twin = `${long.slice(0, -1)}e`
  const names = [twin, '-dash', '<b>x&y', 'a b', 'q"u$x`y', 'wöst', long].map(
    name => `clusters/${name}/release.yaml`,
  )
  const empty = ['clusters/empty/release.yaml', 'clusters/plain/release.yaml']
  write(Object.fromEntries(names.map(name => [name, podOf('a', 'nginx:1')])))
  write({ [empty[0] ?? '']: '', [empty[1] ?? '']: 'kind: Namespace\nmetadata:\n  name: c\n' })
  mkdirSync(join(cwd, 'clusters/link'))
  symlinkSync('../a b/release.yaml', join(cwd, 'clusters/link/release.yaml'))
  const files = [...names, ...empty, 'clusters/link/release.yaml'].sort()
  const reports = ['--report', 'fleet.html', '--report', 'fleet.json', '--report', 'fleet.md']
  const args = [registry, '--output-dir', 'out', ...reports, `'${pattern}'`]
  expect(await shell([executable, ...args].join(' '), cwd)).toMatchObject({ code: 0 })
  expect(filesBelow(join(cwd, 'out'))).toEqual(files)
  const { fleet } = JSON.parse(read('fleet.json')) as {
    fleet: { releases: { file: string; images: number }[] }
  }
  expect(fleet.releases.map(({ file }) => file).sort()).toEqual(files)
  expect(fleet.releases.filter(({ images }) => images === 0).map(({ file }) => file)).toEqual(empty)
  const links = Array.from(
    read('fleet.html').matchAll(/href="(fleet-releases\/[^"]*)"/g),
    ([, link = '']) => link,
  )
  expect(links.map(link => decodeURI(link)).sort()).toEqual(
    filesBelow(join(cwd, 'fleet-releases')).map(name => `fleet-releases/${name}`),
  )
  expect(links).toHaveLength(files.length)
})

test('the built program relocates a tree', async () => {
  write(releases)
  const { code, stderr } = await shell(`${executable} ${registry} --output-dir out '${pattern}'`, cwd)
  expect([code, stderr]).toEqual([0, 'k8ssandra-relocate: 3 images moved (4 places in 4 objects)\n'])
  expect(filesBelow(join(cwd, 'out'))).toHaveLength(3)
})

describe('several processes', () => {
  const nodeProgram = `${process.execPath} ${join(process.cwd(), 'dist/bin/k8ssandra-relocate-node')}`

  test.each([
    ['the built program', executable],
    ['the file for Node', nodeProgram],
  ])('make what one makes: %s', async (_, command) => {
    write(releases)
    const report = (jobs: number): string =>
      `${command} ${registry} --jobs ${jobs} --output-dir out${jobs} --report r${jobs}.json --report r${jobs}.md '${pattern}'`
    const one = await shell(report(1), cwd)
    const two = await shell(report(2), cwd)
    expect([one.code, two.code, two.stderr]).toEqual([0, 0, one.stderr])
    for (const name of Object.keys(releases)) expect(read(`out2/${name}`)).toBe(read(`out1/${name}`))
    expect([read('r2.json'), read('r2.md')]).toEqual([read('r1.json'), read('r1.md')])
    const stream = (jobs: number): string => `${command} ${registry} --jobs ${jobs} '${pattern}'`
    expect((await shell(stream(2), cwd)).stdout).toBe((await shell(stream(1), cwd)).stdout)
  })

  test.each(['KILL', 'TERM'])('leave nothing where one of them is ended with SIG%s', async signal => {
    const many = Array.from({ length: 400 }, (_, index) => [`tree/${index}/r.yaml`, podOf('a', 'nginx:1')])
    write(Object.fromEntries(many) as Record<string, string>)
    const before = filesBelow(cwd)
    // The first process of the run ends itself as soon as it is told of a file, with that file half done.
    const self = join(cwd, 'self')
    const first = join(cwd, 'first')
    writeFileSync(
      self,
      `#!/bin/sh\nif mkdir ${first} 2>/dev/null; then read setup; read task; kill -${signal} $$; fi\nexec ${executable} "$@"\n`,
      { mode: 0o755 },
    )
    const argv = [registry, '--jobs=2', '--output-dir=out', 'tree']
    const { code, stdout, stderr } = await program(argv, { cwd, self: [self] })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain(`no file was changed: a process of the run ended with SIG${signal}`)
    expect(stderr).not.toContain('PROGRAM_FAULT')
    expect(filesBelow(cwd).filter(name => name !== 'self')).toEqual(before)
    expect(readdirSync(cwd).sort()).toEqual(['first', 'self', 'tree'])
  })

  test('leave nothing where one release is refused', async () => {
    write({ ...releases, 'clusters/west/z/release.yaml': podOf('z', 'quay.io/other/b:2') })
    const before = filesBelow(cwd)
    const { code, stderr } = await shell(
      `${executable} ${registry} --layout flatten --jobs 3 --output-dir out '${pattern}'`,
      cwd,
    )
    expect([code, stderr.includes('TARGET_COLLISION')]).toEqual([3, true])
    expect(filesBelow(cwd)).toEqual(before)
    expect(readdirSync(cwd)).toEqual(['clusters'])
  })
})

describe('commands that only look', () => {
  const account =
    'kind: ServiceAccount\napiVersion: v1\nmetadata:\n  name: web\nimagePullSecrets:\n- name: older\n'
  const files = {
    'tree/a.yaml': podOf('a', 'nginx:1'),
    'tree/b.yaml': `${podOf('b', 'quay.io/b/b:2')}---\n${podOf('c', 'nginx:1')}`,
    'tree/c.yaml': account,
    'tree/d.yaml': podOf('d', 'registry.internal/m/library/nginx:1'),
  }
  const one = Object.values(files).join('---\n')

  test('list the images of a tree as those of one stream', async () => {
    write({ ...files, 'one.yaml': one })
    const table = async (path: string) => (await program(['images', registry, path], { cwd })).stdout
    expect(await table('tree')).toBe(await table('one.yaml'))
    const { stdout } = await program(['images', 'tree', '-o', 'json'], { cwd })
    expect(stdout).toContain('"file": "tree/b.yaml"')
  })

  test('make a first configuration of a tree as of one stream', async () => {
    const note = `kind: ConfigMap\nmetadata:\n  name: note\ndata:\n  text: "# quay.io/a/b:1"\n`
    write({ ...files, 'tree/e.yaml': note, 'one.yaml': `${one}---\n${note}` })
    const made = async (path: string) => (await program(['init', registry, '--strict', path], { cwd })).stdout
    expect(await made('tree')).toBe(await made('one.yaml'))
    expect(await made('tree')).toContain('Found: 3 images')
    expect(await made('tree')).toContain('object: ConfigMap/note')
  })

  test('tell what is outside in each file of a tree', async () => {
    write(files)
    const { code, stderr } = await program(['verify', registry, 'tree'], { cwd })
    expect(code).toBe(3)
    expect(stderr).toMatch(/tree\/a\.yaml:6.*nginx:1/)
    expect(stderr).toMatch(/tree\/b\.yaml:6.*quay\.io/)
    expect(stderr).toContain('verification failed: 1 image at the target, 0 excluded, 3 outside')
  })

  test('show the changes of each file of a tree', async () => {
    write(files)
    const { code, stdout } = await program(['diff', registry, 'tree', '--exit-code'], { cwd })
    expect(code).toBe(1)
    expect(stdout.match(/^\+\+\+ .*/gm)).toEqual(['+++ b/tree/a.yaml', '+++ b/tree/b.yaml'])
  })

  test('say nothing but the problem where a file of a tree is not readable', async () => {
    write({ ...files, 'tree/e.yaml': 'kind: Pod\nspec: [\n' })
    for (const command of ['images', 'diff', 'init'])
      expect(await program([command, registry, 'tree'], { cwd })).toMatchObject({ code: 1, stdout: '' })
  })
})
