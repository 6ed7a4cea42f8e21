import { afterAll, describe, expect, test } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import {
  configHead,
  directoryWith,
  pod,
  program,
  registry,
  relocatedPod,
  removeDirectories,
} from './program.ts'

afterAll(removeDirectories)

describe('the filter', () => {
  test('gives the relocated stream and one line about it', async () => {
    expect(await program([registry])).toEqual({
      code: 0,
      stdout: relocatedPod,
      stderr: 'k8ssandra-relocate: 1 image moved (1 place in 1 object)\n',
    })
  })

  test('counts in the plural where there is more than one', async () => {
    const { stderr } = await program([registry, '-s=key'], {
      stdin: `${pod}---\n${pod.replace('web', 'web2')}`,
    })
    expect(stderr.split('\n').slice(1)).toEqual([
      'k8ssandra-relocate: 1 image moved (2 places in 2 objects); pull secrets added in 2 places, pods get them from their own list (2)',
      '',
    ])
    expect(stderr).toMatch(/^note: .* the service account default, .* \[SECRET_BESIDE_ACCOUNT\]\n/)
  })

  test.each([[[]], [['--strict']], [['-q']], [['--layout=full', '-x', 'nginx']]])(
    'is wrong use when nothing is configured: %j',
    async argv => {
      const { code, stdout, stderr } = await program(argv)
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toContain('error: nothing is configured to relocate')
      expect(stderr).toContain(
        'give --registry=HOST[:PORT][/PREFIX], K8SSANDRA_RELOCATE_REGISTRY or --config=FILE',
      )
      expect(await program(['diff', ...argv])).toMatchObject({ code: 2, stdout: '' })
    },
  )

  test('is wrong use in another directory, or with an empty variable', async () => {
    const env = { K8SSANDRA_RELOCATE_REGISTRY: '' }
    expect(await program([], { env })).toMatchObject({ code: 2, stdout: '' })
    const cwd = directoryWith({ 'k8ssandra-relocate.yaml': configHead })
    const { code, stderr } = await program([], { cwd })
    expect([code, stderr]).toEqual([2, expect.stringContaining('in the working directory has no rules')])
  })

  test.each([
    ['copy'],
    ['copy', '--to=oci:out'],
    ['images', '-o', 'crane'],
    ['images', '-o', 'zarf'],
    ['values'],
  ])('is wrong use where it would be a copy of nothing: %j', async (...argv) => {
    const { code, stdout, stderr } = await program(argv)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('error: nothing is configured to relocate')
    expect(stderr).not.toContain('--pass-through')
  })

  test('passes everything through where that is meant, and says so', async () => {
    const stdin = '\uFEFFnot: [even\r\n---\nread'
    const env = { K8SSANDRA_RELOCATE_PASS_THROUGH: 'true' }
    expect(await program([], { stdin, env })).toMatchObject({ code: 0, stdout: stdin })
    expect(await program(['--pass-through'], { stdin })).toEqual({
      code: 0,
      stdout: stdin,
      stderr: 'k8ssandra-relocate: nothing configured: passed through unchanged\n',
    })
  })

  test('keeps a byte order mark, CRLF and a missing line end', async () => {
    const odd = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n').trimEnd()}`
    expect((await program([registry], { stdin: odd(pod) })).stdout).toBe(odd(relocatedPod))
  })

  test('says that the lines of Helm in front of the manifests are none', async () => {
    const lines = `Pulled: registry.internal/charts/web:1.0.0\nDigest: sha256:${'1'.repeat(64)}\n---\n`
    const { code, stdout, stderr } = await program([registry], { stdin: lines + pod })
    expect([code, stdout]).toEqual([0, lines + relocatedPod])
    expect(stderr).toMatch(
      /^note: \(standard input\):1: Helm printed "Pulled:" and "Digest:" .* \[HELM_LINES\]$/m,
    )
  })

  test('takes "-" for standard input', async () => {
    expect((await program([registry, '-'])).stdout).toBe(relocatedPod)
  })

  test('reads a character that is cut in two by the chunks of the pipe', async () => {
    const stdin = `# ${'é'.repeat(200_000)}\n${pod}`
    expect((await program([registry], { stdin })).stdout).toBe(
      stdin.replace('nginx', 'registry.internal/m/library/nginx'),
    )
  })
})

describe('the words of messages', () => {
  const warned = pod.replace('nginx', '"{{ .image }}"')

  test('names each warning with its place before the last line', async () => {
    const { code, stdout, stderr } = await program([registry], { stdin: warned })
    expect({ code, stdout }).toEqual({ code: 0, stdout: warned })
    expect(stderr).toMatch(
      /^warning: \(standard input\):6:\d+ Pod\/web spec\/containers\[0\]\/image: .+; .+ \[REFERENCE_PLACEHOLDER\]\nk8ssandra-relocate: .*, 1 warning\n$/,
    )
  })

  test('--strict makes an error of a warning', async () => {
    const { code, stdout, stderr } = await program([registry, '--strict'], { stdin: warned })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toMatch(/^error: .*\[REFERENCE_PLACEHOLDER\]\nk8ssandra-relocate: nothing was written\n$/)
  })

  test('--quiet keeps warnings and the last line to itself, but no error', async () => {
    expect(await program([registry, '-q'], { stdin: warned })).toMatchObject({ code: 0, stderr: '' })
    expect((await program([registry, '-q', '--strict'], { stdin: warned })).stderr).toMatch(/^error: .*\n$/)
  })

  test('--verbose names every change with place and rule', async () => {
    expect((await program([registry, '-v', '--pull-secret=key'])).stderr.split('\n').slice(0, 2)).toEqual([
      '(standard input):6:12 Pod/web spec/containers[0]/image: nginx → registry.internal/m/library/nginx (registry registry.internal/m)',
      expect.stringMatching(
        /^\(standard input\):\d+:\d+ Pod\/web spec\/imagePullSecrets: \+ key \(pull-secret\)$/,
      ),
    ])
  })

  test('colours only when told to, or on a terminal without NO_COLOR', async () => {
    const bold = '\u001b[1;31merror:\u001b[0m'
    expect((await program(['--nope', '--color=always'])).stderr).toContain(bold)
    expect((await program(['--nope', '--color=always'], { env: { NO_COLOR: '1' } })).stderr).toContain(bold)
    expect((await program(['--nope'])).stderr).not.toContain('\u001b')
    expect((await program(['--nope', '--color=auto'])).stderr).not.toContain('\u001b')
  })

  test('lets no control character of the input through', async () => {
    const stdin = pod
      .replace('nginx', '"\\e[2Jevil\\u202E\\a\u009b"')
      .replace('name: web', 'name: "\\e]0;x\\a"')
    const { code, stderr } = await program([registry], { stdin })
    expect(code).toBe(1)
    expect(stderr).not.toMatch(/[^\P{Cc}\n]|\u202e/u)
  })

  test('a log file gets the same, without colour, one run after the other, failures too', async () => {
    const cwd = directoryWith({})
    const first = await program([registry, '--log-file=run.log', '--color=always'], { cwd })
    const second = await program([registry, '--log-file=run.log', '--nope'], { cwd })
    const quiet = await program([registry, '-q'], { cwd, env: { K8SSANDRA_RELOCATE_LOG_FILE: 'run.log' } })
    expect(quiet.stderr).toBe('')
    expect(readFileSync(join(cwd, 'run.log'), 'utf8')).toBe(first.stderr + second.stderr + first.stderr)
  })

  test('a log file that cannot be written ends the run before it begins', async () => {
    const { code, stdout, stderr } = await program([registry, '--log-file=none/run.log'])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(
      /^error: --log-file: "none\/run.log" cannot be written: no such file or directory; .*\n$/,
    )
  })
})

describe('where configuration comes from', () => {
  test('a flag counts before a variable, a variable before a file, a later file before an earlier', async () => {
    const cwd = directoryWith({
      'a.yaml': `${configHead}registry: a.io\nlayout: flatten\n`,
      'b.yaml': `${configHead}registry: b.io\n`,
    })
    const target = async (argv: readonly string[], env = {}) =>
      /image: (\S+)/.exec((await program(argv, { cwd, env })).stdout)?.[1]
    expect(await target(['-c', 'a.yaml'])).toBe('a.io/nginx')
    expect(await target(['-c', 'a.yaml', '-c', 'b.yaml'])).toBe('b.io/nginx')
    expect(await target([], { K8SSANDRA_RELOCATE_CONFIG: 'b.yaml, a.yaml' })).toBe('a.io/nginx')
    const env = { K8SSANDRA_RELOCATE_REGISTRY: 'c.io', K8SSANDRA_RELOCATE_LAYOUT: 'full' }
    expect(await target(['-c', 'a.yaml'], env)).toBe('c.io/docker.io/library/nginx')
    expect(await target(['-c', 'a.yaml', '-r', 'd.io'], env)).toBe('d.io/docker.io/library/nginx')
  })

  test('lists of all origins add up, and a mirror replaces one of the same source', async () => {
    const cwd = directoryWith({
      'c.yaml': `${configHead}imagePullSecrets: [a]\nmirrors: [{source: docker.io, target: file.io}]\n`,
    })
    const env = {
      K8SSANDRA_RELOCATE_PULL_SECRET: 'b, a',
      K8SSANDRA_RELOCATE_MIRROR: 'index.docker.io=variable.io',
    }
    const { stdout } = await program(['-c', 'c.yaml', '-s', 'c'], { cwd, env })
    expect(Array.from(stdout.matchAll(/- name: (\S+)/g), match => match[1])).toEqual(['a', 'b', 'c'])
    expect(stdout).toContain('image: variable.io/library/nginx')
  })

  test('k8ssandra-relocate.yaml in the working directory is found, unless another is named', async () => {
    const cwd = directoryWith({
      'k8ssandra-relocate.yaml': `${configHead}registry: found.io\n`,
      'other.yaml': configHead,
    })
    expect((await program([], { cwd })).stdout).toContain('image: found.io/library/nginx')
    expect((await program(['-c', 'other.yaml', '--pass-through'], { cwd })).stdout).toBe(pod)
    expect((await program(['--no-config', '--pass-through'], { cwd })).stdout).toBe(pod)
  })

  test('a switch of the file is undone by a flag', async () => {
    const cwd = directoryWith({ 'c.yaml': `${configHead}strict: true\nregistry: r.io\n` })
    const stdin = pod.replace('nginx', '"{{ .image }}"')
    expect(await program(['-c', 'c.yaml'], { cwd, stdin })).toMatchObject({ code: 3 })
    expect(await program(['-c', 'c.yaml', '--strict=false'], { cwd, stdin })).toMatchObject({ code: 0 })
  })

  test('an empty variable says nothing', async () => {
    expect(await program([registry], { env: { K8SSANDRA_RELOCATE_LAYOUT: '' } })).toMatchObject({ code: 0 })
  })

  test.each(['REGISTERY', 'REGISTRI', 'SECRET', 'REGISTRY_URL', 'MIRRORS'])(
    'a variable that is nearly one of ours is wrong use: %s',
    async name => {
      const { code, stdout, stderr } = await program([registry], {
        env: { [`K8SSANDRA_RELOCATE_${name}`]: 'a' },
      })
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr).toMatch(/is unknown; did you mean K8SSANDRA_RELOCATE_\w+\? \[VARIABLE_UNKNOWN\]/)
    },
  )

  test('the variables that Kubernetes makes for a service are none of ours', async () => {
    const env = {
      K8SSANDRA_RELOCATE_REGISTERY: 'a.io',
      K8SSANDRA_RELOCATE_SERVICE_HOST: '10.0.0.1',
      K8SSANDRA_RELOCATE_PORT_80_TCP: 'tcp://10.0.0.1:80',
    }
    const { code, stderr } = await program([registry], { env })
    expect(code).toBe(2)
    expect(stderr.match(/^error:.*$/gm)).toEqual([
      'error: the variable K8SSANDRA_RELOCATE_REGISTERY is unknown; did you mean K8SSANDRA_RELOCATE_REGISTRY? [VARIABLE_UNKNOWN]',
    ])
  })
})

describe('help and version', () => {
  test('--help goes to standard output, whatever else is wrong', async () => {
    for (const argv of [['--help'], ['-h'], ['--nope', '-h'], ['-h', 'nowhere.yaml']]) {
      const { code, stdout, stderr } = await program(argv)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toMatch(/^k8ssandra-relocate points every image .*\n/)
    }
  })

  test('--version names the version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(await program(['--version'])).toEqual({
      code: 0,
      stdout: `k8ssandra-relocate ${version}\n`,
      stderr: '',
    })
  })

  test('from a terminal without files, the way to call it is shown', async () => {
    const { code, stdout, stderr } = await program([registry], { isTerminal: true })
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('Usage: k8ssandra-relocate [flags]')
    expect(stderr).toMatch(/\nerror: no manifests: standard input is a terminal; .*\n$/)
  })
})

test('the working directory is not touched by a run', async () => {
  const cwd = directoryWith({ 'pod.yaml': pod })
  await program([registry, 'pod.yaml'], { cwd })
  expect(readFileSync(join(cwd, 'pod.yaml'), 'utf8')).toBe(pod)
  expect(existsSync(join(cwd, 'k8ssandra-relocate.yaml'))).toBe(false)
})
