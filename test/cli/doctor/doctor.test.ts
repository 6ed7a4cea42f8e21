import { afterAll, beforeEach, describe, expect, test } from '@jest/globals'
import { chmodSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { version } from '../../../src/cli/version.ts'
import { configHead, directoryWith, program, registry, removeDirectories } from '../program.ts'

afterAll(removeDirectories)

let home: string
beforeEach(() => {
  home = directoryWith({})
})

/** A Helm that answers as Helm does, and nothing else. */
function helm(name: string, answer: string): void {
  const script = `#!/bin/sh
case "$1" in
version) echo ${answer} ;;
env) echo "${join(home, 'plugins')}" ;;
*) exit 1 ;;
esac
`
  put(`bin/${name}`, script)
  chmodSync(join(home, 'bin', name), 0o755)
}

function put(path: string, content: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true })
  writeFileSync(join(home, path), content)
}

function installPlugin(installed = version): void {
  const manifest = readFileSync('plugin.yaml', 'utf8').replace(/^version: .*$/m, `version: ${installed}`)
  put('plugins/k8ssandra-relocate/plugin.yaml', manifest)
  put('plugins/k8ssandra-relocate/k8ssandra-relocate', '#!/bin/sh\n')
  chmodSync(join(home, 'plugins/k8ssandra-relocate/k8ssandra-relocate'), 0o755)
}

function doctor(...args: readonly string[]) {
  return program(['doctor', ...args], { cwd: home, env: { PATH: `${join(home, 'bin')}:/usr/bin:/bin` } })
}

describe('with Helm 3', () => {
  beforeEach(() => helm('helm', 'v3.17.2'))

  test('no fault is found, and the command names the executable', async () => {
    const { code, stdout, stderr } = await doctor(registry, '--pull-secret', 'key', '--strict')
    expect(stderr).toBe('k8ssandra-relocate: no faults found\n')
    expect(code).toBe(0)
    expect(stdout).toContain(`v3.17.2 at ${join(home, 'bin/helm')}`)
    expect(stdout).toMatch(/--post-renderer \/\S+ \\\n/)
    expect(stdout).toContain('--post-renderer-args=--registry=registry.internal/m \\\n')
    expect(stdout).toContain('--post-renderer-args=--pull-secret=key \\\n')
    expect(stdout).toMatch(/--post-renderer-args=--strict\n$/)
  })

  test('where our name leads to our file, the command says the name', async () => {
    const { stdout } = await program(['doctor', registry], {
      cwd: home,
      env: { PATH: `${join(home, 'bin')}:${dirname(process.argv[1] ?? '')}` },
    })
    expect(stdout).not.toContain('--post-renderer k8ssandra-relocate ')
    put('bin/k8ssandra-relocate', '#!/bin/sh\n')
    chmodSync(join(home, 'bin/k8ssandra-relocate'), 0o755)
    expect((await doctor(registry)).stdout).not.toContain('--post-renderer k8ssandra-relocate ')
  })

  test('a plugin for Helm 4 in its folder is found, because it stops every other plugin', async () => {
    installPlugin()
    const { code, stdout, stderr } = await doctor(registry)
    expect(code).toBe(1)
    expect(stderr).toBe('k8ssandra-relocate: 1 fault found\n')
    expect(stdout).toContain(`${join(home, 'plugins/k8ssandra-relocate')} is a plugin`)
    expect(stdout).toMatch(/Helm 3 .* loads no plugin at all\n.*→ give Helm 4 a folder of its own/)
  })

  test('a plugin of its own kind is nothing to speak of', async () => {
    put('plugins/other/plugin.yaml', 'name: other\nversion: 1.0.0\ncommand: other\n')
    expect((await doctor(registry)).code).toBe(0)
  })

  test('the poison is found as well when Helm 3 is the second on the machine', async () => {
    helm('helm', 'v4.1.4')
    helm('helm3', 'v3.17.2')
    installPlugin()
    const { code, stdout } = await doctor(registry)
    expect(code).toBe(1)
    expect(stdout).toContain(`Helm 3 (${join(home, 'bin/helm3')}) loads no plugin at all`)
    expect(stdout).toContain('--post-renderer k8ssandra-relocate ')
  })
})

describe('with Helm 4', () => {
  beforeEach(() => helm('helm', 'v4.1.4'))

  test('a plugin that is there is well, and the command names it', async () => {
    installPlugin()
    const { code, stdout } = await doctor(registry)
    expect(code).toBe(0)
    expect(stdout).toContain(`${version} in ${join(home, 'plugins/k8ssandra-relocate')}`)
    expect(stdout).toContain('--post-renderer k8ssandra-relocate \\\n')
  })

  test('a plugin that is missing, old, or without an executable is a fault', async () => {
    const missing = await doctor(registry)
    expect(missing.code).toBe(1)
    expect(missing.stdout).toContain(`make the folder ${join(home, 'plugins/k8ssandra-relocate')}`)

    installPlugin('0.0.9')
    const old = await doctor(registry)
    expect(old.code).toBe(1)
    expect(old.stdout).toContain(`0.0.9 in ${join(home, 'plugins/k8ssandra-relocate')}, this program is`)

    chmodSync(join(home, 'plugins/k8ssandra-relocate/k8ssandra-relocate'), 0o644)
    const inert = await doctor(registry)
    expect(inert.code).toBe(1)
    expect(inert.stdout).toContain('has no executable that may be run')
  })
})

describe('whatever Helm says', () => {
  test('no Helm, one that fails and one of another age are faults', async () => {
    const none = await program(['doctor', registry], { cwd: home, env: { PATH: join(home, 'bin') } })
    expect({ code: none.code, said: none.stdout.includes('there is none on PATH') }).toEqual({
      code: 1,
      said: true,
    })
    helm('helm', 'nonsense')
    expect((await doctor(registry)).stdout).toContain('does not say its version')
    helm('helm', 'v2.17.0')
    const old = await doctor(registry)
    expect(old.code).toBe(1)
    expect(old.stdout).toContain('use Helm 3 or 4')
  })

  test('nothing is changed', async () => {
    helm('helm', 'v3.17.2')
    const before = readdirSync(home, { recursive: true })
    await doctor(registry)
    expect(readdirSync(home, { recursive: true })).toEqual(before)
  })
})

describe('the configuration', () => {
  beforeEach(() => helm('helm', 'v3.17.2'))

  test('is named with its origin and its content', async () => {
    const file = `${configHead}registry: registry.internal:5000/m\nlayout: flatten\nmirrors:\n  - {source: quay.io, target: other.internal/q}\n`
    put('k8ssandra-relocate.yaml', file)
    const { code, stdout } = await program(['doctor'], {
      cwd: home,
      env: { PATH: `${join(home, 'bin')}:/usr/bin:/bin`, K8SSANDRA_RELOCATE_PULL_SECRET: 'key' },
    })
    expect(code).toBe(0)
    expect(stdout).toContain(`${join(home, 'k8ssandra-relocate.yaml')}, K8SSANDRA_RELOCATE_PULL_SECRET\n`)
    expect(stdout).toContain(
      'registry registry.internal:5000/m, layout flatten; 1 mirror; pull secrets key\n',
    )
    expect(stdout).toContain('runtimes ask the host registry.internal:5000\n')
    expect(stdout).toContain('busybox:1.36 → registry.internal:5000/m/busybox:1.36\n')
    expect(stdout).toContain(
      'quay.io/prometheus/prometheus:v2.28.1 → other.internal/q/prometheus/prometheus:v2.28.1\n',
    )
  })

  test('a registry that runtimes read as Docker Hub is reported', async () => {
    const { code, stdout } = await doctor('--registry=myregistry/myrepo')
    expect(code).toBe(0)
    expect(stdout).toContain('runtimes ask the host docker.io, since myregistry/myrepo names none')
    expect(stdout).toContain('[TARGET_READ_AS_HUB]')
  })

  test('faults in it are reported next to those of Helm', async () => {
    put('k8ssandra-relocate.yaml', `${configHead}registry: https://registry.internal\nnonsense: 1\n`)
    const { code, stdout } = await doctor()
    expect(code).toBe(1)
    expect(stdout).toContain('v3.17.2 at')
    expect(stdout).toMatch(/bad .*k8ssandra-relocate\.yaml:4:1: unknown field "nonsense" \[CONFIG_INVALID\]/)
    expect(stdout).toMatch(
      /bad .*k8ssandra-relocate\.yaml:3:11 registry: not a target: .* \[CONFIG_INVALID\]/,
    )
  })

  test('a flag that does not exist is wrong use, as everywhere', async () => {
    const { code, stdout } = await doctor('--nonsense')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  test('nothing at all is a fault, because every run would be refused', async () => {
    const { code, stdout } = await doctor()
    expect(code).toBe(1)
    expect(stdout).toMatch(/bad .*nothing: every run is refused as wrong use/)
  })

  test('words that a shell would take apart are quoted in the command', async () => {
    const { stdout } = await doctor(registry, '--exclude=quay.io/**', "--config=it's.yaml")
    expect(stdout).toContain("'--post-renderer-args=--exclude=quay.io/**'")
    expect(stdout).toContain("'--post-renderer-args=--config=it'\\''s.yaml'")
  })

  test('control characters in names do not reach the terminal', async () => {
    put('plugins/\u001b[31mred/plugin.yaml', 'apiVersion: v1\nname: "\\e[31m"\n')
    const { stdout } = await doctor(registry)
    expect(stdout).toContain('\\u001b[31mred')
    expect(stdout).not.toContain('\u001b')
  })
})
