import { afterAll, describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import fastGlob from 'fast-glob'

import { parseConfig } from '../../src/config/parse.ts'
import { directoryWith, pod, program, removeDirectories } from '../cli/program.ts'

const release = readFileSync('testdata/streams/k8ssandra-1.x.yaml', 'utf8')
const flags = ['--registry=registry.internal:5000/mirror', '--pull-secret=registry-key']

afterAll(removeDirectories)

describe('init', () => {
  test.each([
    ['nothing but a registry', flags.slice(0, 1)],
    ['a registry and a secret', flags],
    [
      'mirrors',
      ['-m', 'docker.io=registry.internal/hub', '-m', 'quay.io=registry.internal/quay', '-r', 'a.b/c'],
    ],
    ['an exact image', [...flags, '-i', 'docker.io/bats/bats:v1.4.1=registry.internal/tools/bats:v1.4.2']],
    ['what is to be quoted', [...flags, '-x', '*/busybox', '--layout=full', '--strict=false']],
  ])('writes a configuration that says the same as the flags it was given: %s', async (_, given) => {
    const { stdout: text, code } = await program(['init', ...given], { stdin: release })
    expect(code).toBe(0)
    const cwd = directoryWith({ 'relocate.yaml': text })
    const byFlags = await program(given, { stdin: release })
    const byFile = await program(['--config', 'relocate.yaml'], { stdin: release, cwd })
    expect(byFile).toMatchObject({ code: 0, stdout: byFlags.stdout })
    expect(byFile.stdout).not.toBe(release)
  })

  test('without a registry writes a configuration that is refused until it has one', async () => {
    const { stdout: text } = await program(['init'], { stdin: release })
    const cwd = directoryWith({ 'relocate.yaml': text })
    const refused = await program(['--config', 'relocate.yaml'], { stdin: release, cwd })
    const line = text.split('\n').indexOf('registry:') + 1
    expect(refused).toMatchObject({ code: 2, stdout: '' })
    expect(refused.stderr).toContain(`relocate.yaml:${line}:`)
    const decided = text.replace('registry:', 'registry: registry.internal:5000/mirror')
    expect(parseConfig(decided)).toMatchObject({ problems: [], config: { layout: 'preserve' } })
  })

  test.each(fastGlob.sync('testdata/streams/*.yaml'))(
    'writes what passes --strict at once on the release it was made from, and verify after it: %s',
    async file => {
      const stdin = readFileSync(file, 'utf8')
      const { stdout: text } = await program(['init', ...flags, '--strict'], { stdin })
      const cwd = directoryWith({ 'relocate.yaml': text })
      const argv = ['--config', 'relocate.yaml']
      const relocated = await program(argv, { stdin, cwd })
      expect([relocated.code, relocated.stderr]).toEqual([
        0,
        expect.not.stringMatching(/^(?:error|warning):/m),
      ])
      expect(await program(['verify', ...argv], { stdin: relocated.stdout, cwd })).toMatchObject({ code: 0 })
    },
  )

  test('accepts the problems of a release with their place and reason', async () => {
    const stdin =
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: notes}\ndata:\n  a: see quay.io/somebody/tool here\n'
    const { stdout } = await program(['init', ...flags], { stdin })
    expect(parseConfig(stdout)).toMatchObject({
      problems: [],
      config: {
        accept: [
          {
            code: 'IMAGE_POSSIBLE',
            image: 'quay.io/somebody/tool',
            object: 'ConfigMap/notes',
            path: 'data/a',
            reason: expect.stringContaining('quay.io/somebody/tool is possibly an image'),
          },
        ],
      },
    })
  })

  test('names the registries with their images, the one with most first', async () => {
    const { stdout } = await program(['init'], { stdin: release })
    const hosts = Array.from(stdout.matchAll(/^# {3}- source: (\S+) # (\d+) images?, such as \1\//gm))
    expect(hosts.map(host => host[1])).toEqual(['docker.io', 'quay.io', 'k8s.gcr.io'])
    const counts = hosts.map(host => Number(host[2]))
    expect(counts.toSorted((a, b) => b - a)).toEqual(counts)
    expect(stdout).toContain(`# Found: ${counts.reduce((sum, count) => sum + count)} images at 3 registries`)
  })

  test('leaves out registries that have a mirror, orders equals by name, and writes no port into a path', async () => {
    const images = ['b.io/x:1', 'a.io/x:1', 'c.io:5000/x:1', 'd.io/x:1']
    const stdin = images.map(image => pod.replace('nginx', image)).join('---\n')
    const { stdout } = await program(['init', '-m', 'd.io=reg.example/d'], { stdin })
    expect(stdout.match(/(?<=^# {3}- source: )\S+(?= # 1 image)/gm)).toEqual(['a.io', 'b.io', 'c.io:5000'])
    expect(stdout).toContain('#     target: registry.internal/c.io_5000\n')
  })

  test('names images without a fixed version, and only those', async () => {
    const images = ['a.io/x', 'a.io/y:latest', 'a.io/z:1', `a.io/w@sha256:${'0'.repeat(64)}`]
    const stdin = images.map(image => pod.replace('nginx', image)).join('---\n')
    const { stdout } = await program(['init'], { stdin })
    expect(stdout.match(/(?<=- source: )\S+(?=\n# {5}target: DECIDE)/g)).toEqual(['a.io/x', 'a.io/y:latest'])
  })

  test('warns of the layouts that would put two images on one name', async () => {
    const stdin = [pod.replace('nginx', 'a.io/team/tool:1'), pod.replace('nginx', 'b.io/other/tool:1')].join(
      '---\n',
    )
    const { stdout } = await program(['init'], { stdin })
    expect(stdout.match(/^# Not \w+/gm)).toEqual(['# Not flatten'])
  })

  test('opens with the line that names the schema for editors', async () => {
    const { stdout } = await program(['init'], { stdin: release })
    expect(stdout).toMatch(/^# yaml-language-server: \$schema=k8ssandra-relocate\.schema\.json\n/)
  })

  test('refuses a stream it cannot read and writes nothing', async () => {
    const { code, stdout } = await program(['init'], { stdin: 'kind: Pod\nspec: {containers: [\n' })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  })
})
