import { afterAll, describe, expect, test } from '@jest/globals'
import { execFileSync, spawnSync } from 'node:child_process'
import { linkSync, mkdirSync, readFileSync, symlinkSync, existsSync } from 'node:fs'
import { join } from 'node:path'

import { executable, nodeBundle } from '../built.ts'
import { directoryWith, pod, program, registry, relocatedPod, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

const files = { 'manifests/web.json': pod, 'manifests/b/web.yaml': pod, 'k.yaml': pod, 'values.yaml': '{}\n' }

describe('what a run writes about itself never replaces what it reads', () => {
  const cases: readonly (readonly string[])[] = [
    ['manifests', '--report=manifests/web.json'],
    ['manifests/**/*.json', '--report=manifests/web.json'],
    ['manifests', '--report=manifests/b/../web.json', '--report=r.md'],
    ['manifests', '--log-file=manifests/b/web.yaml'],
    ['manifests/*/*.yaml', '--log-file=link.log'],
    ['k.yaml', '--log-file=./k.yaml'],
    ['k.yaml', '--values=values.yaml', '--log-file=values.yaml'],
    ['k.yaml', '--log-file=x.json', '--report=x.json'],
    ['k.yaml', '--report=x.json', '--report=./x.json'],
    ['k.yaml', '--output-dir=out', '--log-file=out/k.yaml'],
    ['manifests/web.json', '--output-dir=out', '--report=out/manifests/web.json'],
    ['manifests', '--report=hard.json'],
    ['manifests/**/*.json', '--log-file=hard.json'],
  ]
  test.each(cases)('%s %s', async (...argv) => {
    const cwd = directoryWith(files)
    symlinkSync('manifests/b/web.yaml', join(cwd, 'link.log'))
    linkSync(join(cwd, 'manifests/web.json'), join(cwd, 'hard.json'))
    mkdirSync(join(cwd, 'out/manifests'), { recursive: true })
    const { code, stdout, stderr } = await program([registry, ...argv], { cwd })
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      expect.stringContaining('is one of the files of this run'),
    ])
    for (const [name, text] of Object.entries(files)) expect(readFileSync(join(cwd, name), 'utf8')).toBe(text)
    expect(existsSync(join(cwd, 'r.md'))).toBe(false)
  })
})

test.each([
  '$RELOCATE -r r.internal --report a.json < a.json',
  '$RELOCATE -r r.internal --log-file a.json < a.json',
  '$RELOCATE -r r.internal b.yaml --report out.json > out.json',
  '$RELOCATE -r r.internal b.yaml --log-file out.json > out.json',
  '$RELOCATE verify -r r.internal --report a.json - < a.json',
])('a file that the shell opens is one of the run: %s', async script => {
  const cwd = directoryWith({ 'a.json': pod, 'b.yaml': pod })
  const { code, stderr } = await shell(script, cwd)
  expect([code, stderr]).toEqual([2, expect.stringContaining('.json" is one of the files of this run')])
  expect(readFileSync(join(cwd, 'a.json'), 'utf8')).toBe(pod)
})

test('a log that is a pipe or a device is refused, not waited for', async () => {
  const cwd = directoryWith({})
  execFileSync('mkfifo', [join(cwd, 'pipe')])
  for (const name of ['pipe', '/dev/null', '.'])
    expect(await program([registry, `--log-file=${name}`], { cwd })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/cannot be written: it is a (?:pipe|device|directory)/),
    })
})

test('several reports are all written', async () => {
  const cwd = directoryWith({})
  const { code } = await program([registry, '--report=a.md', '--report', 'b.json'], { cwd })
  expect(code).toBe(0)
  expect(readFileSync(join(cwd, 'a.md'), 'utf8')).toContain('# Relocation report')
  expect(JSON.parse(readFileSync(join(cwd, 'b.json'), 'utf8'))).toMatchObject({ outcome: 'done' })
})

describe('--report -', () => {
  test('is on standard output where that is free', async () => {
    const verified = await program(['verify', registry, '--report', '-'])
    expect([verified.code, verified.stdout]).toEqual([3, expect.stringContaining('# Verification report')])
    const cwd = directoryWith({ 'a.yaml': pod })
    const { code, stdout } = await program([registry, '--in-place', 'a.yaml', '--report=-.json'], { cwd })
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { summary: { moved: 1 } }])
  })

  test('is on standard error where standard output carries the manifests', async () => {
    const { code, stdout, stderr } = await program([registry, '--report', '-'])
    expect([code, stdout, stderr]).toEqual([0, relocatedPod, expect.stringContaining('# Relocation report')])
  })
})

describe('files without manifests', () => {
  test.each([
    ['chart', 'charts/x'],
    ['packed chart', 'x-1.0.0.tgz'],
  ])('a %s', async (_, name) => {
    const cwd = directoryWith({
      'charts/x/Chart.yaml': 'name: x\n',
      'x-1.0.0.tgz': Buffer.from([0x1f, 0x8b]),
    })
    const { code, stderr } = await program([registry, name], { cwd })
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`helm template RELEASE ${name} | k8ssandra-relocate`),
    ])
  })

  test('a chart is answered with the command that was meant, and its flags', async () => {
    const cwd = directoryWith({ 'x/Chart.yaml': 'name: x\n' })
    for (const command of ['images', 'diff', 'init', 'preflight'])
      expect((await program([command, registry, 'x'], { cwd })).stderr).toContain(
        `run: helm template RELEASE x | k8ssandra-relocate ${command} ${registry} [`,
      )
  })

  test('a named pipe is refused, not waited for', async () => {
    const cwd = directoryWith({})
    execFileSync('mkfifo', [join(cwd, 'pipe.yaml')])
    expect(await program([registry, 'pipe.yaml'], { cwd })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'it is a pipe (fifo), not a file; name a regular file, or pipe it to standard input',
      ),
    })
    expect(await program([registry, '/dev/zero'], { cwd })).toMatchObject({ code: 1 })
  })
})

test.each(['manifests', 'manifests/**/*.yaml'])(
  'a link to a directory is named where it is not followed: %s',
  async word => {
    const cwd = directoryWith({ 'manifests/a.yaml': pod, 'base/b.yaml': pod })
    symlinkSync('../base', join(cwd, 'manifests/base'))
    const { code, stdout, stderr } = await program([registry, '--strict', word], { cwd })
    expect([code, stdout]).toEqual([0, relocatedPod])
    expect(stderr).toMatch(
      /^note: manifests\/base: a link to a directory is not followed.*\[LINK_NOT_FOLLOWED\]$/m,
    )
  },
)

test('what a shell hands over as a file is read, and not replaced', async () => {
  const cwd = directoryWith({ 'a.yaml': pod })
  expect(await shell('$RELOCATE -r registry.internal/m <(cat a.yaml)', cwd)).toMatchObject({
    code: 0,
    stdout: relocatedPod,
  })
  expect(await shell('$RELOCATE -r registry.internal/m --in-place <(cat a.yaml)', cwd)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('not a regular file, so it cannot be replaced; leave out --in-place'),
  })
})

test('the other names of a file are spoken of', async () => {
  const cwd = directoryWith({ 'manifests/a.yaml': pod })
  mkdirSync(join(cwd, 'other'))
  linkSync(join(cwd, 'manifests/a.yaml'), join(cwd, 'other/b.yaml'))
  const { code, stderr } = await program([registry, '--in-place', 'manifests'], { cwd })
  expect([code, stderr]).toEqual([
    0,
    expect.stringMatching(/had 1 other name \(hard links\).*\[FILE_DETACHED\]$/m),
  ])
})

test('a full disk and a closed output end with a message and 1, for help too', async () => {
  const cwd = directoryWith({ 'a.yaml': pod })
  for (const script of [
    '$RELOCATE --help >/dev/full',
    '$RELOCATE --version >/dev/full',
    '$RELOCATE --help >&-',
    '$RELOCATE completion bash >/dev/full',
    '$RELOCATE -r r.internal a.yaml >&-',
    '$RELOCATE verify --report - -r r.internal a.yaml >/dev/full',
  ]) {
    const { code, stderr } = await shell(script, cwd)
    expect([script, code]).toEqual([script, 1])
    expect(stderr).toContain('standard output cannot be written')
    expect(stderr).not.toMatch(/^\s+at /m)
  }
})

test('output without a reader is written all the same, by the file for Node as well', () => {
  const cwd = directoryWith({ 'a.yaml': pod })
  for (const command of [[executable], [process.execPath, nodeBundle]]) {
    const [program = '', ...args] = command
    const { status } = spawnSync(program, [...args, '-r', 'r.internal', 'a.yaml'], { cwd, stdio: 'ignore' })
    expect([program, status]).toEqual([program, 0])
  }
})
