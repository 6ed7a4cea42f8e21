import { afterAll, describe, expect, test } from '@jest/globals'
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'

import { directoryWith, pod, program, registry, relocatedPod, removeDirectories } from './program.ts'

afterAll(removeDirectories)

const service = 'kind: Service\nmetadata: {name: web}\n'
const tree = {
  'a/one.yaml': pod,
  'a/b/two.yml': pod,
  'a/b/.hidden.yaml': pod,
  'a/b/note.txt': pod,
  'c.json': '{}\n',
}

/** Everything below a directory, with what is in it. */
function contentOf(directory: string): Readonly<Record<string, string>> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile(),
  )
  const paths = entries.map(entry => join(entry.parentPath, entry.name)).sort()
  return Object.fromEntries(paths.map(path => [path.slice(directory.length + 1), readFileSync(path, 'utf8')]))
}

describe('files to standard output', () => {
  test('come one after the other, as one stream', async () => {
    const cwd = directoryWith({
      'a.yaml': pod.trimEnd(),
      'b.yaml': `# b\n---\n${service}`,
      'c.yaml': service,
    })
    const { stdout } = await program([registry, 'a.yaml', 'b.yaml', 'c.yaml'], { cwd })
    expect(stdout).toBe(`${relocatedPod}# b\n---\n${service}---\n${service}`)
  })

  test('are found in directories and by patterns, in order, none twice', async () => {
    const cwd = directoryWith(tree)
    const named = async (...words: string[]) => {
      const { stderr } = await program([registry, '-v', ...words], { cwd })
      return Array.from(stderr.matchAll(/^(\S+?):\d+:\d+ Pod/gm), match => match[1])
    }
    expect(await named('a')).toEqual(['a/b/two.yml', 'a/one.yaml'])
    expect(await named('.')).toEqual(['a/b/two.yml', 'a/one.yaml'])
    expect(await named('a/**/*.{yaml,txt}')).toEqual(['a/b/note.txt', 'a/one.yaml'])
    expect(await named('a/one.yaml', 'a', join(cwd, 'a/one.yaml'))).toEqual(['a/one.yaml', 'a/b/two.yml'])
  })

  test('a name that looks like a pattern but exists is that file', async () => {
    const cwd = directoryWith({ 'a[1].yaml': pod, 'a1.yaml': service })
    expect((await program([registry, 'a[1].yaml'], { cwd })).stdout).toBe(relocatedPod)
  })

  test('words after "--" are files, whatever they look like', async () => {
    const cwd = directoryWith({ '--strict': pod })
    expect((await program([registry, '--', '--strict'], { cwd })).stdout).toBe(relocatedPod)
  })

  test('two files that collide with each other are refused, naming both', async () => {
    const cwd = directoryWith({ 'a.yaml': pod, 'b.yaml': pod.replace('nginx', 'quay.io/other/nginx') })
    const { code, stdout, stderr } = await program([registry, '--layout=flatten', 'a.yaml', 'b.yaml'], {
      cwd,
    })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr.match(/^error:.*$/gm)).toEqual([
      expect.stringMatching(/^error: b\.yaml:6:.*a\.yaml.*b\.yaml/),
    ])
  })

  test('links to directories are not followed, links to files are', async () => {
    const cwd = directoryWith({ 'a/one.yaml': service, 'elsewhere/two.yaml': pod })
    symlinkSync('.', join(cwd, 'a/circle'))
    symlinkSync('../elsewhere/two.yaml', join(cwd, 'a/two.yaml'))
    expect((await program([registry, 'a'], { cwd })).stdout).toBe(`${service}---\n${relocatedPod}`)
  })
})

describe('a service account in another file', () => {
  const account = (name: string, namespace: string) =>
    `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ${name}, namespace: ${namespace}}\nimagePullSecrets:\n- name: theirs\n`
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: one}
spec:
  template:
    spec:
      serviceAccountName: web
      containers: []
`

  test('gives its pull secrets to the pods whose list would hide them', async () => {
    const cwd = directoryWith({
      'a.yaml': deployment,
      'b.yaml': account('web', 'one'),
      'c.yaml': account('web', 'two').replace('theirs', 'others'),
    })
    await program(['--pull-secret=ours', '--in-place', '.'], { cwd })
    const names = (file: string) => contentOf(cwd)[file]?.match(/(?<=- name: )\w+/g)
    expect(names('a.yaml')).toEqual(['theirs', 'ours'])
    expect(names('b.yaml')).toEqual(['theirs', 'ours'])
    const before = contentOf(cwd)
    await program(['--pull-secret=ours', '--in-place', '.'], { cwd })
    expect(contentOf(cwd)).toEqual(before)
  })

  test('needs no manual request', async () => {
    const cluster = `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo}
spec:
  cassandra:
    serviceAccount: data
    datacenters: []
`
    const cwd = directoryWith({
      'a.yaml': cluster,
      'b.yaml': account('data', 'one'),
      'c.yaml': 'kind: A\na: [',
    })
    const said = async (...files: string[]) =>
      (await program(['--pull-secret=ours', ...files], { cwd })).stderr.includes('SECRET_BY_ACCOUNT')
    expect(await said('a.yaml')).toBe(true)
    expect(await said('a.yaml', 'b.yaml')).toBe(false)
    expect(await said('a.yaml', 'c.yaml')).toBe(true)
  })
})

describe('an operator in another file', () => {
  const stream = readFileSync('testdata/relocate/operators/coordinates-pinned/input.yaml', 'utf8')
  const [operator = '', ...resources] = stream.split(/^---\n/m)
  const argv = [registry, '--pull-secret=regcred', '--in-place', '.']

  test('has its choices pinned in its resources, as in one stream', async () => {
    const apart = directoryWith({
      'operator.yaml': operator,
      ...Object.fromEntries(resources.map((text, index) => [`resource-${index}.yaml`, text])),
    })
    const together = directoryWith({ 'all.yaml': stream })
    const said = await program(argv, { cwd: apart })
    await program(argv, { cwd: together })
    const written = resources.map((_, index) => contentOf(apart)[`resource-${index}.yaml`])
    expect([contentOf(apart)['operator.yaml'], ...written].join('---\n')).toBe(
      contentOf(together)['all.yaml'],
    )
    expect(said.code).toBe(0)
    expect(written.join('')).toContain('cassandra-reaper')
  })

  test('has none pinned where another file has another version of it', async () => {
    const cwd = directoryWith({
      'a.yaml': operator,
      'b.yaml': operator.replace('v1.20.4', 'v1.14.0'),
      'c.yaml': resources.join('---\n'),
    })
    const { code, stderr } = await program(argv, { cwd })
    expect(code).toBe(0)
    expect(stderr).toMatch(
      /^warning: c\.yaml:.*several k8ssandra-operator are in this run, with different versions or settings.*UNKNOWN\]$/m,
    )
    expect(contentOf(cwd)['c.yaml']).not.toContain('cassandra-reaper')
  })
})

describe('two environments in one run', () => {
  const environment = readFileSync(
    'testdata/relocate/operators/logger-pinned-in-datacenter/input.yaml',
    'utf8',
  ).replace('v1.7.1', 'v1.10.5')
  const [operator = '', ...resources] = environment.split(/^---\n/m)
  const imageConfig = `kind: ConfigMap
apiVersion: v1
metadata: {name: config}
data:
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/v1beta1
    kind: ImageConfig
    images:
      system-logger: team/system-logger:1.0.0
`
  const argv = [registry, '--pull-secret=regcred', '--in-place', '.']

  test('do not mix: a file with its own operator is relocated as it would be alone', async () => {
    const alone = directoryWith({ 'a.yaml': environment })
    await program(argv, { cwd: alone })
    const both = directoryWith({ 'a.yaml': environment, 'b.yaml': `${operator}---\n${imageConfig}` })
    await program(argv, { cwd: both })
    expect(contentOf(both)['a.yaml']).toBe(contentOf(alone)['a.yaml'])
    expect(contentOf(both)['a.yaml']).toContain('systemLoggerImage:')
  })

  test('leave resources in doubt when only one of them has an ImageConfig', async () => {
    const cwd = directoryWith({
      'a.yaml': operator,
      'b.yaml': `${operator}---\n${imageConfig}`,
      'c.yaml': resources.join('---\n'),
    })
    const { stderr } = await program(argv, { cwd })
    expect(stderr).toMatch(/^warning: c\.yaml:.*different versions or settings.*UNKNOWN\]$/m)
    expect(contentOf(cwd)['c.yaml']).not.toContain('systemLoggerImage:')
  })
})

describe('--in-place', () => {
  test('changes the files, keeps mode and owner, and leaves no other files', async () => {
    const cwd = directoryWith(tree)
    chmodSync(join(cwd, 'a/one.yaml'), 0o640)
    if (process.getuid?.() === 0) chownSync(join(cwd, 'a/one.yaml'), 12, 34)
    const before = statSync(join(cwd, 'a/one.yaml'))
    const { code, stdout, stderr } = await program([registry, '--in-place', 'a'], { cwd })
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: '',
      stderr: 'k8ssandra-relocate: 1 image moved (2 places in 2 objects)\n',
    })
    expect(contentOf(cwd)).toEqual({ ...tree, 'a/one.yaml': relocatedPod, 'a/b/two.yml': relocatedPod })
    const { mode, uid, gid } = statSync(join(cwd, 'a/one.yaml'))
    expect({ mode, uid, gid }).toEqual({ mode: before.mode, uid: before.uid, gid: before.gid })
  })

  test('does not touch a file that does not change', async () => {
    const cwd = directoryWith({ 'a.yaml': service, 'b.yaml': pod })
    utimesSync(join(cwd, 'a.yaml'), 1000, 1000)
    const before = statSync(join(cwd, 'a.yaml'))
    await program([registry, '--in-place', '.'], { cwd })
    const after = statSync(join(cwd, 'a.yaml'))
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, 1_000_000])
  })

  test('a fault in one file leaves all files as they were', async () => {
    const files = { 'a.yaml': pod, 'b.yaml': pod.replace('nginx', 'Nginx:1'), 'c.yaml': pod }
    const cwd = directoryWith(files)
    expect(await program([registry, '--in-place', '.'], { cwd })).toMatchObject({ code: 1, stdout: '' })
    expect(contentOf(cwd)).toEqual(files)
  })

  test('a link is kept and the file it leads to is changed, as long as that is in the tree', async () => {
    const cwd = directoryWith({ 'tree/real/a.yaml': pod, 'outside.yaml': pod })
    symlinkSync('real/a.yaml', join(cwd, 'tree/link.yaml'))
    expect(await program([registry, '--in-place', 'tree'], { cwd })).toMatchObject({ code: 0 })
    expect(lstatSync(join(cwd, 'tree/link.yaml')).isSymbolicLink()).toBe(true)
    expect(readFileSync(join(cwd, 'tree/real/a.yaml'), 'utf8')).toBe(relocatedPod)
    expect(readdirSync(join(cwd, 'tree/real'))).toEqual(['a.yaml'])
  })

  test('a link to a tree whose name only begins like this one is refused', async () => {
    const cwd = directoryWith({ 'tree/a.yaml': pod, 'tree-of-others/b.yaml': pod })
    symlinkSync('../tree-of-others/b.yaml', join(cwd, 'tree/link.yaml'))
    const { code, stderr } = await program([registry, '--in-place', 'tree'], { cwd })
    expect([code, stderr]).toEqual([1, expect.stringContaining('a link that leads out of')])
    expect(contentOf(cwd)).toMatchObject({ 'tree/a.yaml': pod, 'tree-of-others/b.yaml': pod })
  })

  test('a pattern that is longer than a path can be is refused, and not expanded', async () => {
    const { code, stderr } = await program([registry, '(?'.repeat(30_000)], { cwd: directoryWith({}) })
    expect([code, stderr]).toEqual([1, expect.stringContaining('cannot be read: name too long')])
  })

  test('a pattern with a question mark for a directory leads to files that are changed', async () => {
    const cwd = directoryWith({ 'm1/a.yaml': pod, 'm2/a.yaml': pod })
    expect(await program([registry, '--in-place', 'm?/a.yaml'], { cwd })).toMatchObject({ code: 0 })
    expect(contentOf(cwd)).toEqual({ 'm1/a.yaml': relocatedPod, 'm2/a.yaml': relocatedPod })
  })

  test('a link out of the tree is refused, and nothing is changed', async () => {
    const cwd = directoryWith({ 'tree/a.yaml': pod, 'outside.yaml': pod })
    symlinkSync('../outside.yaml', join(cwd, 'tree/link.yaml'))
    const { code, stderr } = await program([registry, '--in-place', 'tree'], { cwd })
    expect(code).toBe(1)
    expect(stderr).toMatch(/^error: tree\/link\.yaml: a link that leads out of .*; .*\n/)
    expect(contentOf(cwd)).toMatchObject({ 'tree/a.yaml': pod, 'outside.yaml': pod })
  })
})

describe('--output-dir', () => {
  test.each(['plain', 'plain/below'])('%s, where plain is a file, is reported as such', async directory => {
    const cwd = directoryWith({ 'a.yaml': pod, plain: '' })
    const { code, stderr } = await program([registry, `--output-dir=${directory}`, 'a.yaml'], { cwd })
    expect([code, stderr]).toEqual([1, expect.stringContaining('cannot be written: ')])
  })

  test('mirrors the paths, unchanged files included, and leaves the inputs alone', async () => {
    const cwd = directoryWith(tree)
    expect(await program([registry, '--output-dir=out/new', 'a', 'c.json'], { cwd })).toMatchObject({
      code: 0,
      stdout: '',
    })
    expect(contentOf(join(cwd, 'out/new'))).toEqual({
      'a/one.yaml': relocatedPod,
      'a/b/two.yml': relocatedPod,
      'c.json': '{}\n',
    })
    expect(contentOf(cwd)).toMatchObject(tree)
  })

  test('files of another directory keep the path below the directory that was named', async () => {
    const elsewhere = directoryWith(tree)
    const cwd = directoryWith({})
    await program([registry, '--output-dir=out', join(elsewhere, 'a'), join(elsewhere, 'c.json')], { cwd })
    expect(Object.keys(contentOf(cwd))).toEqual(['out/b/two.yml', 'out/c.json', 'out/one.yaml'])
  })

  test('two files for one place are refused', async () => {
    const [one, two, cwd] = [
      directoryWith({ 'a.yaml': pod }),
      directoryWith({ 'a.yaml': service }),
      directoryWith({}),
    ]
    const { code, stderr } = await program(
      [registry, '--output-dir=out', join(one, 'a.yaml'), join(two, 'a.yaml')],
      { cwd },
    )
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error: .* and .* would both be written to .*; .* \[USAGE_INVALID\]\n/)
    expect(contentOf(cwd)).toEqual({})
  })

  test('never writes over what was read', async () => {
    const cwd = directoryWith({ 'a.yaml': pod })
    expect(await program([registry, '--output-dir=.', 'a.yaml'], { cwd })).toMatchObject({ code: 2 })
    expect(contentOf(cwd)).toEqual({ 'a.yaml': pod })
  })

  test('never writes through a link that leads out of the directory', async () => {
    const cwd = directoryWith({ 'a/one.yaml': pod })
    mkdirSync(join(cwd, 'out'))
    mkdirSync(join(cwd, 'secret'))
    symlinkSync('../secret', join(cwd, 'out/a'))
    expect(await program([registry, '--output-dir=out', 'a'], { cwd })).toMatchObject({ code: 1 })
    expect(contentOf(join(cwd, 'secret'))).toEqual({})
  })
})
