import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'

import type { Report } from '../../src/output/report/report.ts'

import { directoryWith, pod, program, registry, relocatedPod, removeDirectories, shell } from './program.ts'

let cwd: string
beforeAll(() => {
  cwd = directoryWith({
    'pod.yaml': pod,
    'other.yaml': pod.replace('nginx', 'quay.io/a/b').replace('web', 'api'),
    'broken.yaml': 'kind: Pod\nspec:\n  containers:\n  - image: "a b"\n',
    'one.yaml': pod.replace('nginx', 'quay.io/a/one'),
    'two.yaml': pod.replace('nginx', 'docker.io/a/one'),
  })
})
afterAll(removeDirectories)

function reportIn(name: string): Report {
  return JSON.parse(readFileSync(join(cwd, name), 'utf8')) as Report
}

describe('--report', () => {
  test('writes what was done next to the result, and changes neither result nor exit code', async () => {
    const ran = await shell(`$RELOCATE -q ${registry} --report done.json < pod.yaml`, cwd)
    expect(ran).toEqual({ code: 0, stdout: relocatedPod, stderr: '' })
    expect(reportIn('done.json')).toMatchObject({
      version: '1',
      outcome: 'done',
      exitCode: 0,
      images: [{ source: 'nginx', target: 'registry.internal/m/library/nginx', object: 'Pod/web', line: 6 }],
    })
  })

  test.each([
    ['x.json', '{\n  "version": "1"'],
    ['x.sarif', '{\n  "$schema"'],
    ['x.md', '# Relocation report\n'],
    ['X.HTML', '<!DOCTYPE html>\n'],
  ])('writes %s as its ending says', async (name, beginning) => {
    await shell(`$RELOCATE -q ${registry} --report ${name} < pod.yaml`, cwd)
    expect(readFileSync(join(cwd, name), 'utf8').startsWith(beginning)).toBe(true)
  })

  test('can be set by a variable', async () => {
    await shell(`K8SSANDRA_RELOCATE_REPORT=variable.json $RELOCATE -q ${registry} < pod.yaml`, cwd)
    expect(reportIn('variable.json').images).toHaveLength(1)
  })

  test('reports several files in one report', async () => {
    const script = `$RELOCATE -q ${registry} --report all.json --output-dir out pod.yaml other.yaml`
    expect(await shell(script, cwd)).toMatchObject({ code: 0, stderr: '' })
    expect(reportIn('all.json').images.map(({ file, source }) => [file, source])).toEqual([
      ['pod.yaml', 'nginx'],
      ['other.yaml', 'quay.io/a/b'],
    ])
  })

  test('reports a collision between two files', async () => {
    const script = `$RELOCATE -q ${registry} --report collision.json one.yaml two.yaml`
    expect((await shell(script, cwd)).code).toBe(3)
    expect(reportIn('collision.json').problems.map(({ code }) => code)).toEqual(['TARGET_COLLISION'])
  })
})

test('verify reports what points outside, and relocates nothing', async () => {
  const ran = await shell(`$RELOCATE verify ${registry} --report verify.json pod.yaml`, cwd)
  expect(ran.code).toBe(3)
  expect(reportIn('verify.json')).toMatchObject({
    command: 'verify',
    outcome: 'failed',
    images: [],
    problems: [{ code: 'IMAGE_LEAK', line: 6 }],
  })
  await shell(`$RELOCATE -q ${registry} pod.yaml | $RELOCATE verify ${registry} --report verified.md`, cwd)
  expect(readFileSync(join(cwd, 'verified.md'), 'utf8')).toContain(
    'Verified: 1 image at the target and 0 excluded, in 1 field; none outside, 0 possible.',
  )
})

test.each([
  ['helm.sh/hook: pre-install', 'next-run'],
  ['argocd.argoproj.io/hook: PreSync', 'next-run'],
  ['other: a', 'refused'],
])('a Job with the annotation %s: on an upgrade %s', async (annotation, effect) => {
  const job =
    `apiVersion: batch/v1\nkind: Job\nmetadata: {name: a, annotations: {${annotation}}}\n` +
    'spec: {template: {spec: {containers: [{name: a, image: nginx}]}}}\n'
  const cwd = directoryWith({})
  await program([registry, '--report=r.json'], { cwd, stdin: job })
  const { restarts } = JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8')) as Report
  expect(restarts.map(entry => entry.effect)).toEqual([effect])
})

test('a note is not a result of SARIF', async () => {
  const cwd = directoryWith({})
  await program([registry, '-s=key', '--report=r.sarif'], { cwd })
  const log = JSON.parse(readFileSync(join(cwd, 'r.sarif'), 'utf8')) as { runs: { results: unknown[] }[] }
  expect((await program([registry, '-s=key'])).stderr).toContain('note: ')
  expect(log.runs[0]?.results).toEqual([])
})

test.each(['k8ssandra-1.x', 'k8ssandra-operator-1.x', 'awkward'])(
  'filter, images, verify and their reports count the same images of %s',
  async name => {
    const cwd = directoryWith({})
    const stream = resolve(`testdata/streams/${name}.yaml`)
    const flags = [registry, '-s=key', '-x=bitnami/**', '-x=*/grafana/**', '--accept=RULE_UNUSED']
    const moved = await program([...flags, '--report=moved.json', stream], { cwd })
    const listed = await program(['images', ...flags, '-o=json', stream], { cwd })
    const verified = await program(['verify', ...flags, '--report=verified.json'], {
      cwd,
      stdin: moved.stdout,
    })
    expect([moved.code, listed.code, verified.code]).toEqual([0, 0, 0])
    const summaryOf = (file: string) =>
      (JSON.parse(readFileSync(join(cwd, file), 'utf8')) as { summary: Record<string, number> }).summary
    const list = JSON.parse(listed.stdout) as { images: { state: string }[] }
    const count = summaryOf('moved.json')['moved'] ?? 0
    expect(count).toBeGreaterThan(10)
    expect(moved.stderr).toContain(`${count} images moved`)
    expect(listed.stderr).toContain(`${count} images to move`)
    expect(list.images.filter(({ state }) => state === 'relocated')).toHaveLength(count)
    expect(verified.stderr).toContain(`${count} images at the target`)
    expect(summaryOf('verified.json')).toMatchObject({ atTarget: count, outside: 0 })
    expect(summaryOf('verified.json')['excluded']).toBe(summaryOf('moved.json')['excluded'])
  },
)

describe('a run that fails is reported as well', () => {
  test.each([
    ['a bad image', `${registry} broken.yaml`, 1, 'REFERENCE_INVALID'],
    ['no such file', `${registry} missing.yaml`, 1, 'FILE_UNREADABLE'],
    ['an empty stream', `${registry} < /dev/null`, 1, 'STREAM_EMPTY'],
    ['no rule for an image', `--mirror quay.io=r.internal/q pod.yaml`, 3, 'IMAGE_UNMAPPED'],
    ['a bad flag', `--layout sideways < pod.yaml`, 2, 'USAGE_INVALID'],
    ['a warning under --strict', `--strict --mirror quay.io=r/q other.yaml`, 3, 'TARGET_READ_AS_HUB'],
  ])('%s', async (_, words, code, problem) => {
    const ran = await shell(`rm -f failed.json; $RELOCATE ${words} --report failed.json`, cwd)
    expect(ran).toMatchObject({ code, stdout: '' })
    const report = reportIn('failed.json')
    expect(report).toMatchObject({ outcome: 'failed', exitCode: code })
    expect(report.problems.map(entry => entry.code)).toContain(problem)
  })
})

describe('a report that cannot be', () => {
  const refused = async (words: string) => {
    const ran = await shell(`$RELOCATE ${registry} ${words}`, cwd)
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 2, stdout: '' })
    return ran.stderr
  }

  test('of an unknown form is refused, with the forms there are', async () => {
    expect(await refused('--report x.pdf < pod.yaml')).toContain('.json, .sarif, .md, .html')
    expect(await refused('--report report < pod.yaml')).toContain('"report.html"')
    expect(existsSync(join(cwd, 'x.pdf'))).toBe(false)
  })

  test('in a directory that is not there, or in place of one, is refused before anything is written', async () => {
    mkdirSync(join(cwd, 'folder.json'), { recursive: true })
    expect(await refused('--report nowhere/x.json --in-place pod.yaml')).toContain('nowhere/x.json')
    expect(await refused('--report folder.json --in-place pod.yaml')).toContain(
      'cannot be written: it is a directory',
    )
    expect(readFileSync(join(cwd, 'pod.yaml'), 'utf8')).toBe(pod)
  })

  test('never takes the place of a file that is read, not even by a link', async () => {
    writeFileSync(join(cwd, 'input.json'), '{"kind": "Pod"}\n')
    symlinkSync('input.json', join(cwd, 'link.json'))
    expect(await refused('--report input.json input.json')).toContain('one of the files of this run')
    expect(await refused('--report link.json input.json')).toContain('one of the files of this run')
    expect(readFileSync(join(cwd, 'input.json'), 'utf8')).toBe('{"kind": "Pod"}\n')
  })

  test('is refused by a command that relocates nothing', async () => {
    expect(await refused('images --report x.json pod.yaml')).toContain(
      '--report only applies to relocating, verify, preflight',
    )
  })
})

test('a report is replaced in one step, keeps its mode, and leaves no other files', async () => {
  const before = join(cwd, 'kept.json')
  writeFileSync(before, 'old')
  chmodSync(before, 0o640)
  await shell(`$RELOCATE -q ${registry} --report kept.json < pod.yaml`, cwd)
  expect(reportIn('kept.json').version).toBe('1')
  expect((await shell('stat -c %a kept.json', cwd)).stdout).toBe('640\n')
  expect(readdirSync(cwd).filter(name => name.endsWith('.tmp'))).toEqual([])
})
