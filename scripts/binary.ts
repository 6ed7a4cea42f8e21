/**
 * Builds `dist/bin/k8ssandra-relocate-<os>-<arch>[.exe]`: the whole program and its runtime in one file, which needs
 * nothing on the machine. docs/decisions/0001-one-binary.md says why it is made this way.
 *
 * `npm run build:binary -- [target ...]` builds the targets named, as in `linux-x64`, or all of them; `empty` builds an
 * empty program of the same kind, for the benchmark. The runtimes come
 * from the npm registry as the lock file pins them: that of this machine is installed, others are fetched once.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { extract } from 'tar'
import { binaryName, targets, type Target } from './plugin.ts'
import { root } from './root.ts'
import { run } from './run.ts'

/** Our name of a target, and the runtime's package and target. */
const runtimes: Readonly<Record<Target, { readonly package: string; readonly bun: string }>> = {
  'linux-x64': { package: '@oven/bun-linux-x64', bun: 'bun-linux-x64' },
  'linux-arm64': { package: '@oven/bun-linux-aarch64', bun: 'bun-linux-arm64' },
  'darwin-x64': { package: '@oven/bun-darwin-x64', bun: 'bun-darwin-x64' },
  'darwin-arm64': { package: '@oven/bun-darwin-aarch64', bun: 'bun-darwin-arm64' },
  'windows-x64': { package: '@oven/bun-windows-x64', bun: 'bun-windows-x64' },
}

/** What people run in strange directories must not take settings from there: no `.env`, no `bunfig.toml`. */
const sealed = [
  '--no-compile-autoload-dotenv',
  '--no-compile-autoload-bunfig',
  '--no-compile-autoload-tsconfig',
  '--no-compile-autoload-package-json',
]

/**
 * Code is compiled ahead, and what a run does not import stays a piece of its own that is never read. Most runs end before
 * the just-in-time compiler has paid for itself, so it starts much later than by default; `src/cli/io/runtime.ts`
 * lets it start earlier where there is much to do.
 */
const manner = [
  '--compile',
  '--minify',
  '--bytecode',
  '--format=esm',
  '--splitting',
  '--compile-jit-policy=200',
]

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
 * Builds one target and gives the path of its file.
 * `program` is what the file is called, ahead of the target, `entry` the module it starts with.
 *
 * @throws Error when there is no such target, no runtime to build with, or the build fails.
 */
export function buildBinary(name: string, program = 'k8ssandra-relocate', entry = 'src/cli/main.ts'): string {
  const target = targets.find(known => known === name)
  if (target === undefined) throw new Error(`no target ${name}: there are ${targets.join(', ')}`)
  const runtimeOf = runtimes[target]
  const compiler = installedRuntime()
  if (compiler === undefined) throw new Error('the package bun has no runtime for this machine: npm ci')
  const whole = target === ownTarget() ? compiler : fetchedRuntime(runtimeOf.package)
  const file = join(root, 'dist/bin', binaryName(target, program))
  const scratch = mkdirTemporary(dirname(file))
  try {
    const made = join(scratch, 'k8ssandra-relocate.exe')
    const runtime = join(scratch, 'runtime')
    writeFileSync(runtime, deaf(readFileSync(whole), target), { mode: 0o755 })
    const options = [
      ...manner,
      ...sealed,
      `--bytecode-order=${bytecodeOrder(compiler, program, join(root, entry), scratch)}`,
      `--target=${runtimeOf.bun}`,
      `--compile-executable-path=${runtime}`,
    ]
    run(compiler, ['build', ...options, `--outfile=${made}`, join(root, entry)], { cwd: root })
    renameSync(made, file)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  return file
}

/**
 * The order in which a run uses the functions of the program, as a file for the compiler: what one run uses is then read
 * from few pages. A binary for this machine, which still hears the variable, writes it while it relocates a release.
 * Source: https://bun.com/reference/bun/CompileBuildOptions/bytecodeOrder
 */
function bytecodeOrder(compiler: string, program: string, entry: string, scratch: string): string {
  const known = orders.get(entry)
  if (known !== undefined) return known
  const [recorder, order] = [join(scratch, 'recorder'), join(root, 'dist/bin', `${program}.order`)]
  run(compiler, ['build', ...manner, ...sealed, `--outfile=${recorder}`, entry], { cwd: root })
  const input = readFileSync(join(root, 'testdata/streams/k8ssandra-1.x.yaml'))
  const env = { ...process.env, BUN_BYTECODE_ORDER_OUT: order }
  const flags = ['--registry', 'registry.internal:5000/mirror', '--pull-secret', 'myregistrykey']
  const { status, stderr } = spawnSync(recorder, flags, { cwd: scratch, env, input, maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(`no order of the bytecode: ${String(stderr)}`)
  orders.set(entry, order)
  return order
}

const orders = new Map<string, string>()

/**
 * Variables that make any program built with the runtime into something else: the runtime's own command line, with options
 * and a debugger from outside, or a program that writes a file of its own. There is no build option against them. `joinedIn`:
 * the runtime in which the name follows another text without a NUL between them.
 * Source: https://bun.com/docs/bundler/executables#act-as-the-bun-cli
 */
const deafTo: readonly { readonly name: string; readonly joinedIn?: Target }[] = [
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
export function deaf(runtime: Buffer, target: Target): Buffer {
  for (const { name, joinedIn } of deafTo) {
    const before = joinedIn === target ? '' : '\0'
    const text = Buffer.from(`${before}${name}\0`)
    const at = runtime.indexOf(text)
    if (at === -1) throw new Error(`the runtime no longer asks for ${name}: see scripts/binary.ts`)
    for (let found = at; found !== -1; found = runtime.indexOf(text, found + 1))
      runtime[found + before.length] = 0
  }
  return runtime
}

/** A runtime for another machine, from the cache or the registry, held against the checksum of the lock file. */
function fetchedRuntime(name: string): string {
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

function mkdirTemporary(parent: string): string {
  mkdirSync(parent, { recursive: true })
  return mkdtempSync(join(parent, '.unfinished-'))
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2).filter(word => word !== 'empty')
  const own = ownTarget()
  if (process.argv.includes('empty')) {
    if (own !== undefined && installedRuntime() !== undefined) buildBinary(own, 'empty', 'bench/empty.ts')
  } else
    for (const name of named.length > 0 ? named : targets) {
      const file = buildBinary(name)
      console.log(`${file} ${(statSync(file).size / 1e6).toFixed(0)} MB`)
    }
}
