/** The runtimes of the binaries: which there are, where they come from, and what is taken out of them. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { extract } from 'tar'
import { targets, type Target } from './plugin.ts'
import { root } from './root.ts'
import { run } from './run.ts'

/** Our name of a target, and the runtime's package and target. */
export const runtimes: Readonly<Record<Target, { readonly package: string; readonly bun: string }>> = {
  'linux-x64': { package: '@oven/bun-linux-x64', bun: 'bun-linux-x64' },
  'linux-arm64': { package: '@oven/bun-linux-aarch64', bun: 'bun-linux-arm64' },
  'darwin-x64': { package: '@oven/bun-darwin-x64', bun: 'bun-darwin-x64' },
  'darwin-arm64': { package: '@oven/bun-darwin-aarch64', bun: 'bun-darwin-arm64' },
  'windows-x64': { package: '@oven/bun-windows-x64', bun: 'bun-windows-x64' },
}

/** The name of this machine's target; undefined where there is none. */
export function ownTarget(): Target | undefined {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  return targets.find(target => target === name)
}

/**
 * The runtime that is installed here; undefined where npm left it out. The package for this machine has it, unless the
 * install script of `bun` ran and moved it to its own folder.
 */
export function installedRuntime(): string | undefined {
  const own = ownTarget()
  if (own === undefined) return undefined
  const modules = join(root, 'node_modules')
  return executableIn(join(modules, runtimes[own].package)) ?? executableIn(join(modules, 'bun'))
}

/**
 * Variables that make any program built with the runtime into something else: the runtime's own command line, with options
 * and a debugger from outside, or a program that writes a file of its own. There is no build option against them. `joinedIn`:
 * the runtime in which the name follows another text without a NUL between them.
 * Source: https://bun.com/docs/bundler/executables#act-as-the-bun-cli
 */
const runtimeVariables: readonly { readonly name: string; readonly joinedIn?: Target }[] = [
  { name: 'BUN_BE_BUN' },
  { name: 'BUN_OPTIONS' },
  { name: 'BUN_INSPECT' },
  { name: 'BUN_INSPECT_PRELOAD' },
  { name: 'BUN_INSPECT_CONNECT_TO' },
  { name: 'BUN_BYTECODE_ORDER_OUT', joinedIn: 'windows-x64' },
  { name: 'BUN_BYTECODE_ORDER_NAMES_OUT' },
  { name: 'BUN_BYTECODE_DIGEST_OUT' },
]

/** A runtime that asks for none of these: their names in it become names that no variable can have. */
export function withoutVariables(runtime: Buffer, target: Target): Buffer {
  for (const { name, joinedIn } of runtimeVariables) {
    const before = joinedIn === target ? '' : '\0'
    const text = Buffer.from(`${before}${name}\0`)
    const at = runtime.indexOf(text)
    if (at === -1) throw new Error(`the runtime no longer asks for ${name}: see scripts/runtime.ts`)
    for (let found = at; found !== -1; found = runtime.indexOf(text, found + 1))
      runtime[found + before.length] = 0
  }
  return runtime
}

/** A runtime for another machine, from the cache or the registry, held against the checksum of the lock file. */
export function fetchedRuntime(name: string): string {
  const { version, integrity } = lockedPackage(name)
  const cache = process.env['K8SSANDRA_RELOCATE_CACHE'] ?? join(homedir(), '.cache/k8ssandra-relocate')
  const folder = join(cache, `${name.replace('@oven/', '')}-${version}`)
  const cached = executableIn(folder)
  if (cached !== undefined) return cached
  const scratch = mkdirTemporary(cache)
  try {
    run(
      'npm',
      ['pack', `${name}@${version}`, '--silent', '--ignore-scripts', '--pack-destination', scratch],
      { cwd: scratch },
    )
    const tarball = join(scratch, readdirSync(scratch).find(entry => entry.endsWith('.tgz')) ?? '')
    const actual = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`
    if (actual !== integrity) throw new Error(`${name}@${version} is ${actual} and should be ${integrity}`)
    extract({ file: tarball, cwd: scratch, sync: true })
    if (!existsSync(folder)) renameSync(join(scratch, 'package'), folder)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  const fetched = executableIn(folder)
  if (fetched === undefined) throw new Error(`${name}@${version} holds no executable`)
  return fetched
}

type LockedPackage = { readonly version: string; readonly integrity: string }

function lockedPackage(name: string): LockedPackage {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>
  }
  const entry = lock.packages[`node_modules/${name}`]
  if (entry === undefined) throw new Error(`${name} is not in package-lock.json`)
  return entry
}

function executableIn(folder: string): string | undefined {
  return ['bun', 'bun.exe'].map(name => join(folder, 'bin', name)).find(path => existsSync(path))
}

export function mkdirTemporary(parent: string): string {
  mkdirSync(parent, { recursive: true })
  return mkdtempSync(join(parent, '.unfinished-'))
}
