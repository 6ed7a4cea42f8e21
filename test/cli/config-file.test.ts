import { afterAll, describe, expect, test } from '@jest/globals'
import { symlinkSync, writeFileSync } from 'node:fs'
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

const found = 'k8ssandra-relocate.yaml'
const target = `${configHead}registry: registry.internal/m\nmirrors: [{source: quay.io, target: registry.internal/q}]\n`

describe('a configuration that is found', () => {
  test.each([
    'report: r.html',
    'logFile: run.log',
    'caFile: ca.crt',
    'insecureRegistries: [registry.internal]',
  ])('must not say which files are written nor who is trusted: %s', async line => {
    const cwd = directoryWith({ [found]: `${target}${line}\n` })
    const { code, stdout, stderr } = await program([], { cwd })
    const [key = ''] = line.split(':')
    expect([code, stdout, stderr]).toEqual([
      2,
      '',
      expect.stringContaining(`${key} only applies in a configuration named with --config`),
    ])
  })

  test('is named with what it says', async () => {
    const cwd = directoryWith({ [found]: target })
    const { code, stderr } = await program([], { cwd })
    expect(code).toBe(0)
    expect(stderr).toContain(
      `configuration ${found} found in the working directory: registry registry.internal/m, mirror quay.io=registry.internal/q\n`,
    )
  })

  test('is not looked for with --no-config, and not when another is named', async () => {
    const cwd = directoryWith({ [found]: `${configHead}registry: found.io\n`, 'other.yaml': target })
    for (const argv of [
      ['--no-config', registry],
      ['-c', 'other.yaml'],
    ]) {
      const { stdout, stderr } = await program(argv, { cwd })
      expect(stdout).toBe(relocatedPod)
      expect(stderr).not.toContain('found in the working directory')
    }
    expect(await program(['--no-config'], { cwd })).toMatchObject({ code: 2, stdout: '' })
  })

  test.each(['proper.yaml', 'secret.txt', 'nowhere', '/proc/self/environ', '/dev/zero'])(
    'is refused where it is a link, to %s',
    async to => {
      const cwd = directoryWith({ 'proper.yaml': target, 'secret.txt': 'hunter2' })
      symlinkSync(to, join(cwd, found))
      const { code, stdout, stderr } = await program([registry], { cwd })
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain('is a link; name the file it leads to with --config')
      expect(stderr).not.toContain('hunter2')
    },
  )

  test.each([
    'mirrors: [{source: a.io, target: docker.io}]',
    'exclude: [nginx]',
    'accept: [{code: IMAGE_LEAK}]',
    'registry: docker.io',
  ])('never tells verify what may stay where it is: %s', async body => {
    const cwd = directoryWith({ [found]: `${configHead}${body}\n` })
    const verify = await program(['verify', registry], { cwd })
    expect(verify.code).toBe(3)
    expect(verify.stderr).toContain(`give --config=${found}`)
    expect(await program(['verify', '-c', found], { cwd })).toMatchObject({ code: 0 })
  })
})

test('a row of a configuration that was found hides nothing from verify', async () => {
  const row = 'fieldSpecs: [{group: "", kind: Pod, path: spec, shape: image-config}]\n'
  const cwd = directoryWith({ [found]: configHead + row })
  const { code, stderr } = await program(['verify', registry], { cwd })
  expect([code, stderr]).toEqual([3, expect.stringContaining('nginx is outside the target registry')])
})

describe('what is not a regular file is refused at once', () => {
  const files = { 'pod.yaml': pod }

  test.each([
    ['a fifo as configuration', 'mkfifo f; timeout 5 $RELOCATE -r r.internal -c f pod.yaml', 2],
    [
      'a fifo as configuration that is found',
      `mkfifo ${found}; timeout 5 $RELOCATE -r r.internal pod.yaml`,
      2,
    ],
    ['a device as configuration', 'timeout 5 $RELOCATE -r r.internal -c /dev/zero pod.yaml', 2],
    [
      'a file of the system as configuration',
      'timeout 5 $RELOCATE -r r.internal -c /proc/self/status pod.yaml',
      2,
    ],
    ['a fifo as values', 'mkfifo f; timeout 5 $RELOCATE -r r.internal -f f pod.yaml', 2],
    ['a device as values', 'timeout 5 $RELOCATE -r r.internal -f /dev/zero pod.yaml', 2],
    ['a fifo as input', 'mkfifo f; timeout 5 $RELOCATE -r r.internal f', 1],
    ['a device as input', 'timeout 5 $RELOCATE -r r.internal /dev/zero', 1],
    ['a file of the system as input', 'timeout 5 $RELOCATE -r r.internal /proc/self/environ', 1],
    ['a fifo as log', 'mkfifo f; timeout 5 $RELOCATE -r r.internal --log-file f pod.yaml', 2],
    ['a device as log', 'timeout 5 $RELOCATE -r r.internal --log-file /dev/full pod.yaml', 2],
  ])('%s', async (_what, script, code) => {
    const ran = await shell(script, directoryWith(files))
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code, stdout: '' })
    expect(ran.stderr).toMatch(/it is a (?:pipe \(fifo\)|device|file of the system)/)
  })
})

test('values that leave an image outside are reported', async () => {
  const cwd = directoryWith({ 'values.yaml': 'cassandra:\n  image:\n    registry: registry.internal\n' })
  const { code, stdout, stderr } = await program(['-f', 'values.yaml'], { cwd })
  expect([code, stdout]).toEqual([3, ''])
  expect(stderr).toContain('Pod/web spec/containers[0]/image: no rule says where nginx goes')
  writeFileSync(join(cwd, 'pod.yaml'), pod)
  expect(await program(['-f', 'values.yaml', '--unmapped=keep', 'pod.yaml'], { cwd })).toMatchObject({
    stdout: pod,
  })
})

test.each([
  [
    'an empty configuration',
    'touch empty.yaml; $RELOCATE -c empty.yaml pod.yaml',
    '"empty.yaml" has no rules',
  ],
  ['no configuration at all', '$RELOCATE --no-config pod.yaml', '--no-config ignores the working directory'],
  ['an empty path', '$RELOCATE -r r.internal "$UNSET"', 'a path on the command line is empty'],
  [
    'an empty path for files in place',
    '$RELOCATE -r r.internal --in-place "$UNSET"',
    'a path on the command line is empty',
  ],
  [
    'bytes as configuration',
    "printf 'registry: caf\\351' > c; $RELOCATE -c c pod.yaml",
    'name the file with the configuration, as UTF-8 text',
  ],
])('%s is wrong use', async (_what, script, words) => {
  const ran = await shell(script, directoryWith({ 'pod.yaml': pod }))
  expect([ran.code, ran.stdout, ran.stderr]).toEqual([2, '', expect.stringContaining(words)])
})
