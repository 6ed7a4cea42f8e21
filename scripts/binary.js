/**
 * Builds `dist/bin/k8ssandra-relocate-<os>-<arch>[.exe]`: the whole program and its runtime in one file, which needs
 * nothing on the machine. docs/decisions/0001-one-binary.md says why it is made this way.
 *
 * `node scripts/binary.js [target ...]` builds the targets named, as in `linux-x64`, or all of them; `empty` builds an
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
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

/** Our name of a target, and the runtime's package and target. */
const targets = {
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
 * the just-in-time compiler has paid for itself, so it starts later than by default.
 */
const manner = [
  '--compile',
  '--minify',
  '--bytecode',
  '--format=esm',
  '--splitting',
  '--compile-jit-policy=20',
]

/** The name of this machine's target; undefined where there is none. */
export function ownTarget() {
  const name = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  return Object.hasOwn(targets, name) ? name : undefined
}

/**
 * The runtime that is installed here; undefined where npm left it out. The package for this machine has it, unless the
 * install script of `bun` ran and moved it to its own folder.
 */
export function installedRuntime() {
  const own = ownTarget()
  if (own === undefined) return undefined
  const modules = join(root, 'node_modules')
  return executableIn(join(modules, targets[own].package)) ?? executableIn(join(modules, 'bun'))
}

/**
 * Builds one target and gives the path of its file.
 *
 * @param {string} name
 * @param {string} program what the file is called, ahead of the target
 * @param {string} entry the module it starts with
 * @throws Error when there is no such target, no runtime to build with, or the build fails.
 */
export function buildBinary(name, program = 'k8ssandra-relocate', entry = 'src/cli/main.ts') {
  const target = targets[name]
  if (target === undefined) throw new Error(`no target ${name}: there are ${Object.keys(targets).join(', ')}`)
  const compiler = installedRuntime()
  if (compiler === undefined) throw new Error('the package bun has no runtime for this machine: npm ci')
  const runtime = name === ownTarget() ? compiler : fetchedRuntime(target.package)
  const file = join(root, 'dist/bin', `${program}-${name}${name.startsWith('windows') ? '.exe' : ''}`)
  const scratch = mkdirTemporary(dirname(file))
  try {
    const made = join(scratch, 'k8ssandra-relocate.exe')
    const options = [...manner, ...sealed, `--target=${target.bun}`, `--compile-executable-path=${runtime}`]
    run(compiler, ['build', ...options, `--outfile=${made}`, join(root, entry)], root)
    renameSync(made, file)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  return file
}

/** A runtime for another machine, from the cache or the registry, held against the checksum of the lock file. */
function fetchedRuntime(name) {
  const { version, integrity } = lockedPackage(name)
  const cache = process.env.K8SSANDRA_RELOCATE_CACHE ?? join(homedir(), '.cache/k8ssandra-relocate')
  const folder = join(cache, `${name.replace('@oven/', '')}-${version}`)
  const cached = executableIn(folder)
  if (cached !== undefined) return cached
  const scratch = mkdirTemporary(cache)
  try {
    run(
      'npm',
      ['pack', `${name}@${version}`, '--silent', '--ignore-scripts', '--pack-destination', scratch],
      scratch,
    )
    const tarball = join(scratch, readdirSync(scratch).find(entry => entry.endsWith('.tgz')) ?? '')
    const actual = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`
    if (actual !== integrity) throw new Error(`${name}@${version} is ${actual} and should be ${integrity}`)
    run('tar', ['-xzf', tarball, '-C', scratch], scratch)
    if (!existsSync(folder)) renameSync(join(scratch, 'package'), folder)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
  const fetched = executableIn(folder)
  if (fetched === undefined) throw new Error(`${name}@${version} holds no executable`)
  return fetched
}

function lockedPackage(name) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const entry = lock.packages[`node_modules/${name}`]
  if (entry === undefined) throw new Error(`${name} is not in package-lock.json`)
  return entry
}

function executableIn(folder) {
  return ['bun', 'bun.exe'].map(name => join(folder, 'bin', name)).find(path => existsSync(path))
}

function mkdirTemporary(parent) {
  mkdirSync(parent, { recursive: true })
  return mkdtempSync(join(parent, '.unfinished-'))
}

function run(command, args, cwd) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args[0]} failed: ${error?.message ?? stderr + stdout}`)
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  const named = process.argv.slice(2).filter(word => word !== 'empty')
  if (process.argv.includes('empty') && installedRuntime() !== undefined)
    buildBinary(ownTarget(), 'empty', 'bench/empty.ts')
  else
    for (const name of named.length > 0 ? named : Object.keys(targets)) {
      const file = buildBinary(name)
      console.log(`${file} ${(statSync(file).size / 1e6).toFixed(0)} MB`)
    }
}
