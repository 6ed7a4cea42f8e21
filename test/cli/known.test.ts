import { afterAll, describe, expect, test } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

import { configHead, directoryWith, program, removeDirectories } from './program.ts'

afterAll(removeDirectories)

const registry = '--registry=registry.internal/m'
const podOf = (image: string) =>
  `kind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n  - image: ${image}\n`
const mine = podOf('quay.io/team/tool:1')
const other = podOf('ghcr.io/team/tool:1')
const collides = 'different images would become registry.internal/m/team/tool:1: quay.io/team/tool:1 (list'

/** A folder with the list that `images` writes of the first release. */
async function folderWith(format: string, stream = mine, flags: readonly string[] = []): Promise<string> {
  const { stdout } = await program(['images', registry, '-o', format, ...flags], { stdin: stream })
  return directoryWith({ list: stdout, 'lists/list.json': stdout })
}

describe.each(['json', 'yaml', 'tsv'])('a list as images -o %s writes it', format => {
  test('refuses another image on a target of an earlier release, and names the list', async () => {
    const cwd = await folderWith(format)
    const { code, stdout, stderr } = await program([registry, '--known=list'], { cwd, stdin: other })
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain(collides)
    expect(stderr).toContain('; a release that is gone can leave the list of --known [TARGET_COLLISION]')
    expect(stderr).toMatch(/^error: \(standard input\):6:12 Pod\/web /)
  })

  test('lets the same release through again, and other versions', async () => {
    const cwd = await folderWith(format)
    for (const stdin of [mine, podOf('ghcr.io/team/tool:2'), podOf('ghcr.io/team/other:1')])
      expect((await program([registry, '--known=list'], { cwd, stdin })).code).toBe(0)
  })

  test('says nothing about images that stayed where they were', async () => {
    const cwd = await folderWith(format, podOf('registry.internal/m/team/tool:1') + `---\n${other}`, [
      '-x',
      'ghcr.io',
    ])
    expect((await program([registry, '--known=list'], { cwd, stdin: other })).code).toBe(0)
  })
})

test('a list with a byte order mark and line ends of Windows is read', async () => {
  const list = '\uFEFFsource\ttarget\r\nquay.io/team/tool:1\tregistry.internal/m/team/tool:1\r\n'
  const cwd = directoryWith({ list })
  const { code, stderr } = await program([registry, '--known=list'], { cwd, stdin: other })
  expect([code, stderr]).toEqual([3, expect.stringContaining(collides)])
})

test('two earlier releases that share a target are not a problem of this run, unless it uses it too', async () => {
  const cwd = directoryWith({
    one: 'source\ttarget\nquay.io/team/tool:1\tregistry.internal/m/team/tool:1\n',
    two: 'source\ttarget\nghcr.io/team/tool:1\tregistry.internal/m/team/tool:1\n',
  })
  const flags = [registry, '--known=one', '--known=two']
  expect((await program(flags, { cwd, stdin: podOf('busybox:1') })).code).toBe(0)
  expect((await program(flags, { cwd, stdin: other })).code).toBe(3)
})

test.each([
  ['the variable', [registry], { K8SSANDRA_RELOCATE_KNOWN: 'list' }],
  ['the configuration', ['--config=sub/c.yaml'], {}],
  ['a folder', [registry, '--known=lists'], {}],
  ['a pattern', [registry, '--known=lists/*.json'], {}],
])('%s names it as well', async (_, flags, env) => {
  const cwd = await folderWith('json')
  const config = `${configHead}registry: registry.internal/m\nknown: [list]\n`
  execFileSync('sh', ['-c', 'mkdir sub; cp list sub/; cat > sub/c.yaml'], { cwd, input: config })
  const { code, stderr } = await program(flags, { cwd, env, stdin: other })
  expect([code, stderr]).toEqual([3, expect.stringContaining('[TARGET_COLLISION]')])
})

test.each(['images', 'diff'])('%s holds to it as the filter does', async command => {
  const cwd = await folderWith('json')
  expect((await program([command, registry, '--known=list'], { cwd, stdin: other })).code).toBe(3)
})

test('holds for every file of a run that writes many', async () => {
  const cwd = directoryWith({
    list: 'source\ttarget\nquay.io/team/tool:1\tregistry.internal/m/team/tool:1\n',
    'in/a.yaml': podOf('busybox:1'),
    'in/b.yaml': other,
  })
  const { code, stderr } = await program([registry, '--known=list', '--output-dir=out', 'in'], { cwd })
  expect([code, stderr]).toEqual([3, expect.stringContaining('in/b.yaml:6:12')])
})

describe('what is not a list is wrong use, and is not quoted', () => {
  test.each([
    ['a manifest', mine],
    ['names alone', 'registry.internal/m/team/hunter2:1\n'],
    ['nothing', ''],
    ['another kind', 'kind: ImageLock\nimages: []\n'],
    ['a row too short', 'source\ttarget\nhunter2\n'],
    ['no target', 'kind: ImageList\nimages: [{source: "hunter2:1", state: relocated}]\n'],
    ['no image', 'source\ttarget\nhunter2 A\tB\n'],
  ])('%s', async (_, text) => {
    const cwd = directoryWith({ list: text })
    const { code, stdout, stderr } = await program([registry, '--known=list'], { cwd })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^error: list(?::\d+)?: .*images -o json \[CONFIG_UNREADABLE\]\n$/)
    expect(stderr).not.toContain('hunter2')
  })

  test('a pipe is refused, not waited for, as a list and as a lock', async () => {
    const cwd = directoryWith({})
    execFileSync('mkfifo', [join(cwd, 'pipe')])
    for (const flag of ['--known=pipe', '--lock=pipe']) {
      const { code, stderr } = await program([registry, flag], { cwd })
      expect([code, stderr]).toEqual([2, expect.stringContaining('it is a pipe (fifo), not a file')])
    }
  })

  test('a file that is not there', async () => {
    const { code, stderr } = await program([registry, '--known=none.json'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('none.json: cannot be read')])
  })
})
