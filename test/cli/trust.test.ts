import { afterAll, describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { directoryWith, pod, program, registry, relocatedPod, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

describe('verify', () => {
  test('ends with 0 and one line when nothing is outside', async () => {
    expect(await program(['verify', registry], { stdin: relocatedPod })).toEqual({
      code: 0,
      stdout: '',
      stderr: 'k8ssandra-relocate: 1 image, none outside\n',
    })
  })

  test('ends with 3 and names image, place and remedy when something is', async () => {
    const { code, stdout, stderr } = await program(['verify', registry], { stdin: pod })
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toBe(
      'error: (standard input):6:12 Pod/web spec/containers[0]/image: nginx is outside: the field holds an image; ' +
        'relocate it, --exclude it, or --allow its registry [IMAGE_LEAK]\n' +
        'k8ssandra-relocate: not proved: 1 image outside, 0 doubtful\n',
    )
  })

  test.each([
    [['--exclude=nginx'], 0],
    [['--allow=docker.io'], 0],
    [['--allow=docker.io/library', '--allow=quay.io'], 0],
    [['--allow=docker.io/lib'], 3],
    [['--allow=index.docker.io/library/nginx'], 0],
    [['--mirror=docker.io=r.internal/hub'], 3],
  ])('%j', async (argv, code) => {
    expect((await program(['verify', ...argv])).code).toBe(code)
  })

  test('a doubt is a warning, and an error under --strict', async () => {
    const stdin = 'kind: ConfigMap\ndata:\n  a: quay.io/a/b\n'
    const doubtful = await program(['verify', registry], { stdin })
    expect([doubtful.code, doubtful.stderr]).toEqual([0, expect.stringContaining('[IMAGE_DOUBTFUL]')])
    expect((await program(['verify', registry, '--strict'], { stdin })).code).toBe(3)
  })

  test('an --allow that names no registry is wrong use', async () => {
    expect((await program(['verify', '--allow=https://x'])).code).toBe(2)
  })
})

test('the filter warns of what it leaves outside, and refuses it under --strict', async () => {
  const stdin = 'kind: ConfigMap\ndata:\n  a: quay.io/a/b:1\n'
  const warned = await program([registry], { stdin })
  expect([warned.code, warned.stdout]).toEqual([0, stdin])
  expect(warned.stderr).toContain('(standard input):3:6 ConfigMap data/a: quay.io/a/b:1 is outside')
  const refused = await program([registry, '--strict'], { stdin })
  expect([refused.code, refused.stdout]).toEqual([3, ''])
})

describe('diff', () => {
  test('is one that patch takes', async () => {
    const cwd = directoryWith({ 'pod.yaml': pod })
    const ran = await shell(`$RELOCATE diff ${registry} pod.yaml 2>/dev/null | patch -p1 -s`, cwd)
    expect([ran.code, readFileSync(join(cwd, 'pod.yaml'), 'utf8')]).toEqual([0, relocatedPod])
  })

  test('shows the lines around a change, and the code asked for', async () => {
    const { code, stdout } = await program(['diff', '--exit-code', registry])
    expect(code).toBe(1)
    expect(stdout).toBe(
      '--- a/stdin\n+++ b/stdin\n@@ -3,4 +3,4 @@\n   name: web\n spec:\n   containers:\n' +
        '-  - image: nginx # web\n+  - image: registry.internal/m/library/nginx # web\n',
    )
    expect(await program(['diff', '--exit-code', registry], { stdin: relocatedPod })).toMatchObject({
      code: 0,
      stdout: '',
    })
  })

  test('has colours when they are asked for', async () => {
    const { stdout } = await program(['diff', '--color=always', registry])
    expect(stdout).toContain('\u001b[31m-  - image: nginx # web\u001b[0m\n\u001b[32m+')
    expect((await program(['diff', '--color=never', registry])).stdout).not.toContain('\u001b')
  })
})

describe('explain', () => {
  test('names canonical form, rules, winner, target and places', async () => {
    const { code, stdout } = await program(['explain', 'index.docker.io/nginx', registry, '-x', 'quay.io'])
    expect(code).toBe(0)
    expect(stdout.split('\n')).toEqual([
      'index.docker.io/nginx',
      '  canonical  docker.io/library/nginx',
      '  rules',
      '    no   exclude quay.io? the pattern does not cover docker.io/library/nginx',
      '    no   there already by registry registry.internal/m? docker.io/library/nginx is not under registry.internal/m',
      '    yes  registry registry.internal/m? it takes what no other rule takes',
      '  decided by registry registry.internal/m',
      '  target     registry.internal/m/library/nginx',
      '  stands',
      '    (standard input):6:12 Pod/web spec/containers[0]/image: nginx',
      '',
    ])
  })

  test.each([
    [['nginx'], 3, 'none: nothing is configured'],
    [['nginx', '--mirror=quay.io=r.internal'], 3, 'none: no rule says where it goes'],
    [['nginx', registry, '--exclude=nginx'], 0, 'it is excluded and stays'],
    [['registry.internal/m/a', registry], 0, 'it is there already'],
  ])('%j', async (argv, code, text) => {
    const ran = await program(['explain', ...argv], { stdin: '' })
    expect([ran.code, ran.stdout]).toEqual([code, expect.stringContaining(text)])
  })

  test('tells where a values file decides instead of the rules', async () => {
    const reaper = `apiVersion: reaper.cassandra-reaper.io/v1alpha1
kind: Reaper
metadata: {name: demo-reaper}
spec:
  image: thelastpickle/cassandra-reaper:3.0.0
`
    const cwd = directoryWith({ 'values.yaml': 'reaper:\n  image:\n    registry: values.internal\n' })
    const argv = ['explain', 'thelastpickle/cassandra-reaper', registry, '-f', 'values.yaml']
    expect((await program(argv, { cwd, stdin: reaper })).stdout.split('\n').slice(-4)).toEqual([
      '  target     registry.internal/m/thelastpickle/cassandra-reaper',
      '  stands',
      '    (standard input):5:10 Reaper/demo-reaper spec/image: thelastpickle/cassandra-reaper:3.0.0 → values.internal/thelastpickle/cassandra-reaper:3.0.0, as values reaper says',
      '',
    ])
    expect((await program(argv, { cwd, stdin: '' })).stdout).toContain('  but        values files decide')
    expect((await program(argv.slice(0, 3), { cwd, stdin: '' })).stdout).not.toContain('values')
  })

  test('needs an image, and one that is an image', async () => {
    expect((await program(['explain'])).code).toBe(2)
    expect((await program(['explain', 'A B'])).code).toBe(1)
  })
})
