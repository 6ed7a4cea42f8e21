import { afterAll, describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  configHead,
  directoryWith,
  pod,
  program,
  registry,
  relocatedPod,
  removeDirectories,
  shell,
} from './program.ts'

afterAll(removeDirectories)

describe('verify', () => {
  test('ends with 0 and one line when nothing is outside', async () => {
    expect(await program(['verify', registry], { stdin: relocatedPod })).toEqual({
      code: 0,
      stdout: '',
      stderr: 'k8ssandra-relocate: 1 image at the target, 0 excluded, 0 outside, 0 possible\n',
    })
  })

  test('ends with 3 and names image, place and remedy when something is', async () => {
    const { code, stdout, stderr } = await program(['verify', registry], { stdin: pod })
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toBe(
      'error: (standard input):6:12 Pod/web spec/containers[0]/image: nginx is outside the target registry; ' +
        'relocate the stream with the same rules, which send it to registry.internal/m/library/nginx; ' +
        'if it may stay, --exclude it or give --accept IMAGE_LEAK=nginx [IMAGE_LEAK]\n' +
        'k8ssandra-relocate: verification failed: 0 images at the target, 0 excluded, 1 outside, 0 possible\n',
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
    expect([doubtful.code, doubtful.stderr]).toEqual([0, expect.stringContaining('[IMAGE_POSSIBLE]')])
    expect((await program(['verify', registry, '--strict'], { stdin })).code).toBe(3)
  })

  test('an --allow that names no registry is wrong use', async () => {
    expect((await program(['verify', '--allow=https://x'])).code).toBe(2)
  })
})

describe('a leak that is left', () => {
  const stdin = 'kind: Secret\nmetadata: {name: notes}\nstringData:\n  a: see quay.io/a/b:1\n'
  const place = '(standard input):4:10 Secret/notes stringData/a: quay.io/a/b:1'

  test('fails the filter, with nothing written', async () => {
    const { code, stdout, stderr } = await program([registry], { stdin })
    expect([code, stdout]).toEqual([3, ''])
    expect(stderr).toContain(`error: ${place}`)
    expect(stderr).toContain('[IMAGE_LEAK]')
  })

  test.each([
    ['--accept=IMAGE_LEAK'],
    ['--accept=IMAGE_LEAK=quay.io/a/b'],
    ['--accept=IMAGE_LEAK=quay.io/**'],
    ['--accept=IMAGE_LEAK=Secret/n*'],
  ])('passes with %s, in the filter and in verify, and is counted', async flag => {
    for (const command of [[], ['verify']]) {
      const { code, stdout, stderr } = await program([...command, registry, '--strict', flag], { stdin })
      expect([code, stdout]).toEqual([0, command.length === 0 ? stdin : ''])
      expect(stderr).toContain(`accepted: ${place}`)
      expect(stderr).toContain('; accepted: no reason given [IMAGE_LEAK]\n')
      expect(stderr).toMatch(/, 1 accepted\n$/)
    }
  })

  test('is accepted by a configuration with its place and a reason, which the reports tell', async () => {
    const accept =
      'accept:\n- {code: IMAGE_LEAK, image: quay.io/a/b, object: Secret/notes, path: stringData/*, reason: prose}\n'
    const cwd = directoryWith({ 'relocate.yaml': configHead + accept })
    const argv = [registry, '-c', 'relocate.yaml', '--strict']
    for (const name of ['run.json', 'run.sarif', 'run.md', 'run.html']) {
      const { code, stderr } = await program([...argv, `--report=${name}`], { stdin, cwd })
      expect([code, stderr]).toEqual([0, expect.stringContaining('; accepted: prose [IMAGE_LEAK]')])
      expect(readFileSync(join(cwd, name), 'utf8')).toContain('prose')
    }
    const report = JSON.parse(readFileSync(join(cwd, 'run.json'), 'utf8')) as Record<string, unknown>
    expect(report['summary']).toMatchObject({ accepted: 1, errors: 0, warnings: 0 })
    expect(report['problems']).toMatchObject([{ code: 'IMAGE_LEAK', severity: 'note', accepted: 'prose' }])
    const sarif = readFileSync(join(cwd, 'run.sarif'), 'utf8')
    expect(sarif).toContain('"justification": "prose"')
  })

  test.each([
    ['--accept=IMAGE_LEAK=ghcr.io', 3],
    ['--accept=IMAGE_LEAK=Secret/other', 3],
    ['--accept=IMAGE_POSSIBLE', 3],
    ['--accept=TARGET_COLLISION', 2],
    ['--accept=IMAGE_LEEK', 2],
    ['--accept=IMAGE_LEAK=', 2],
  ])('does not pass with %s', async (flag, code) => {
    expect(await program([registry, flag], { stdin })).toMatchObject({ code, stdout: '' })
  })
})

describe('what nothing in the run matched is a warning, and an error under --strict', () => {
  test.each([
    ['--mirror=ghcr.io=registry.internal/ghcr', 'mirror ghcr.io=registry.internal/ghcr matched no image'],
    [
      '--image=ghcr.io/a/b:1=registry.internal/b:1',
      'image ghcr.io/a/b:1=registry.internal/b:1 matched no image',
    ],
    ['--exclude=quay.io', 'exclude quay.io matched no image'],
    ['--accept=IMAGE_LEAK=quay.io', 'accept IMAGE_LEAK quay.io matched no problem'],
  ])('%s', async (flag, message) => {
    const warned = await program([registry, flag])
    expect([warned.code, warned.stdout]).toEqual([0, relocatedPod])
    expect(warned.stderr).toContain(`warning: ${message} of this run`)
    expect(await program([registry, flag, '--strict'])).toMatchObject({ code: 3, stdout: '' })
    expect(await program([registry, flag, '--strict', '--accept=RULE_UNUSED'])).toMatchObject({ code: 0 })
  })

  test('a field spec', async () => {
    const row = 'fieldSpecs: [{group: "", kind: Pod, path: spec/nothing, shape: reference}]\n'
    const cwd = directoryWith({ 'relocate.yaml': configHead + row })
    const { code, stderr } = await program([registry, '-c', 'relocate.yaml'], { cwd })
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining('the field spec /Pod spec/nothing matched no field'),
    ])
  })

  test.each([
    ['--mirror=docker.io=registry.internal/hub'],
    ['--mirror=docker.io/nginx=registry.internal/web'],
    ['--image=nginx=registry.internal/web:1'],
    ['--exclude=nginx'],
  ])('but not %s, which applies, also to what was relocated before', async flag => {
    const first = await program([registry, flag, '--strict'])
    expect([first.code, first.stderr]).toEqual([0, expect.not.stringContaining('RULE_UNUSED')])
    const again = await program([registry, flag, '--strict'], { stdin: first.stdout })
    expect(again).toMatchObject({ code: 0, stdout: first.stdout })
  })

  test('nor a rule that one of several files needs', async () => {
    const cwd = directoryWith({ 'a.yaml': pod, 'b.yaml': pod.replace('nginx', 'quay.io/a/b:1') })
    const argv = [registry, '--mirror=quay.io=registry.internal/quay', '--strict', 'a.yaml', 'b.yaml']
    expect(await program(argv, { cwd })).toMatchObject({ code: 0 })
  })
})

describe('diff', () => {
  test('is one that patch takes', async () => {
    const cwd = directoryWith({ 'pod.yaml': pod })
    const ran = await shell(`$RELOCATE diff ${registry} pod.yaml 2>/dev/null | patch -p1 -s`, cwd)
    expect([ran.code, readFileSync(join(cwd, 'pod.yaml'), 'utf8')]).toEqual([0, relocatedPod])
  })

  test('shows the lines around a change, and the requested exit code', async () => {
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

  test('has colours on request', async () => {
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
      '    no   already at registry registry.internal/m? docker.io/library/nginx is not under registry.internal/m',
      '    yes  registry registry.internal/m? it takes what no other rule takes',
      '  decided by registry registry.internal/m',
      '  target     registry.internal/m/library/nginx',
      '  used in',
      '    (standard input):6:12 Pod/web spec/containers[0]/image: nginx',
      '',
    ])
  })

  test.each([
    [['nginx'], 3, 'none: nothing is configured'],
    [['nginx', '--mirror=quay.io=r.internal'], 3, 'none: no rule takes it'],
    [['nginx', registry, '--exclude=nginx'], 0, '(excluded: it stays)'],
    [['registry.internal/m/a', registry], 0, '(already at the target)'],
  ])('%j', async (argv, code, text) => {
    const ran = await program(['explain', ...argv], { stdin: '' })
    expect([ran.code, ran.stdout]).toEqual([code, expect.stringContaining(text)])
  })

  test('shows where a values file decides instead of the rules', async () => {
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
      '  used in',
      '    (standard input):5:10 Reaper/demo-reaper spec/image: thelastpickle/cassandra-reaper:3.0.0 → values.internal/thelastpickle/cassandra-reaper:3.0.0, by values reaper',
      '',
    ])
    expect((await program(argv, { cwd, stdin: '' })).stdout).toContain('  note       values files decide')
    expect((await program(argv.slice(0, 3), { cwd, stdin: '' })).stdout).not.toContain('values')
  })

  const note = `apiVersion: v1
kind: ConfigMap
metadata: {name: note}
data:
  run: |
    # once busybox:1.35
`
  const datacenter = `apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: dc1}
spec: {clusterName: c, serverType: cassandra, serverVersion: 4.0.17, size: 3}
`
  const operator = '--operator=cass-operator=1.27.1'
  test.each([
    [
      'lists the images that become it, which a person knows by the name in an event',
      ['registry.internal/m/library/nginx', registry],
      pod,
      ['  target of', '    (standard input):6:12 Pod/web spec/containers[0]/image: nginx'],
    ],
    [
      'says where it is possibly used, and why it stays there',
      ['busybox:1.35', registry],
      note,
      [
        '  possibly used in, and not moved',
        '    (standard input):6:12 ConfigMap/note data/run: busybox:1.35: it is in a comment inside a text',
      ],
    ],
    [
      'finds it where an operator chooses it, as the list of images does',
      ['k8ssandra/system-logger:v1.27.1', registry, operator],
      datacenter,
      [
        '  used in',
        '    (standard input):1:1 CassandraDatacenter/dc1 spec/systemLoggerImage: docker.io/k8ssandra/system-logger:v1.27.1, chosen by cass-operator 1.27.1',
      ],
    ],
    [
      'finds the target of one that an operator chooses',
      ['registry.internal/m/k8ssandra/system-logger', registry, operator],
      datacenter,
      [
        '  target of',
        '    (standard input):1:1 CassandraDatacenter/dc1 spec/systemLoggerImage: docker.io/k8ssandra/system-logger:v1.27.1, chosen by cass-operator 1.27.1',
      ],
    ],
    [
      'says that an operator may choose it when nobody can know',
      ['k8ssandra/system-logger:v1.27.1', registry],
      datacenter,
      [
        '  used       nowhere in this stream',
        '  note       cass-operator chooses images that nothing in the run names; see --operator',
      ],
    ],
    [
      'says that it is not there',
      ['busybox:1.35', registry],
      pod,
      ['  target     registry.internal/m/library/busybox:1.35', '  used       nowhere in this stream'],
    ],
  ])('%s', async (_, argv, stdin, last) => {
    const { stdout } = await program(['explain', ...argv], { stdin })
    expect(stdout.split('\n').slice(-3)).toEqual([...last, ''])
  })

  test('takes a file alone for a forgotten image', async () => {
    const cwd = directoryWith({ 'rendered.yaml': pod })
    const { code, stdout, stderr } = await program(['explain', 'rendered.yaml', registry], { cwd })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toBe(
      'error: no image to explain: "rendered.yaml" is a file; write the image after the command: ' +
        'k8ssandra-relocate explain quay.io/prometheus/prometheus:v2.28.1 rendered.yaml [USAGE_INVALID]\n',
    )
  })

  test('needs an image, and one that is an image', async () => {
    expect((await program(['explain'])).code).toBe(2)
    expect((await program(['explain', 'A B'])).code).toBe(1)
  })
})

describe('what was named by mistake', () => {
  const dotenv = 'API_TOKEN=hunter2\nURL=https://u:hunter2@db.internal/x\n'
  test.each([
    ['--mapping', dotenv],
    ['--mapping', 'password: "hunter2.x/y"\n'],
    ['--mapping', 'alice hunter2\n'],
    ['--known', dotenv],
    ['--lock', dotenv],
    ['--crds', dotenv],
    ['--config', dotenv],
    ['--values', 'hunter2\n'],
    ['--values', 'root:x:0:0:hunter2:/root:/bin/sh\n'],
    ['--values', '- hunter2\n'],
    ['--values', 'apiVersion: v1\nkind: Secret\nstringData: {a: hunter2}\n'],
    ['--values', 'password: *hunter2\n'],
    ['--mapping', 'password: *hunter2\n'],
    ['--config', 'password: *hunter2\n'],
  ])('%s of %j is wrong use, without a word of it', async (flag, text) => {
    const cwd = directoryWith({ named: text })
    const { code, stdout, stderr } = await program([registry, `${flag}=named`], { cwd })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).not.toContain('hunter2')
  })

  test('a lock is not written over a manifest or a configuration', async () => {
    const cwd = directoryWith({ 'a.yaml': pod, 'c.yaml': `${configHead}registry: registry.internal/m\n` })
    for (const file of ['a.yaml', 'c.yaml']) {
      const { code, stderr } = await program(['images', '-c', 'c.yaml', '--lock', file, 'a.yaml'], { cwd })
      expect([code, stderr]).toEqual([2, expect.stringContaining('is one of the files of this run')])
    }
    expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(pod)
  })
})

test.each([
  ['init', '-r', 'robot:hunter2@registry.internal'],
  ['doctor', '-r', 'robot:hunter2@registry.internal'],
  ['-r', 'https://registry.internal/m?token=hunter2'],
  ...[[], ['doctor'], ['init'], ['verify'], ['images']].map(command => [
    ...command,
    '-r',
    'hunter2@registry.internal/m',
  ]),
  ['-r', 'registry.internal/m?token=hunter2'],
  ['-m', 'quay.io=hunter2@registry.internal/q'],
  ['-m', 'hunter2@quay.io=registry.internal/q'],
  ['-i', 'nginx=hunter2@registry.internal/web:1'],
  ['-i', 'nginx:hunter2@registry.internal'],
  ['-x', 'hunter2@quay.io'],
])('a password given with the registry reaches no output: %j', async (...argv) => {
  const { code, stdout, stderr } = await program(argv)
  expect(code).not.toBe(0)
  expect(stdout + stderr).not.toContain('hunter2')
})
