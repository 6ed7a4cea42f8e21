/**
 * Builds `dist/bin/k8ssandra-relocate-<os>-<arch>[.exe]`: the whole program and its runtime in one file, which needs
 * nothing on the machine. docs/decisions/0001-one-binary.md says why it is made this way.
 *
 * `npm run build:binary -- [target ...]` builds the targets named, as in `linux-x64`, or all of them; `empty` builds an
 * empty program of the same kind, for the benchmark. The runtimes come
 * from the npm registry as the lock file pins them: that of this machine is installed, others are fetched once.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { binaryName, targets } from './plugin.ts'
import { root } from './root.ts'
import { run } from './run.ts'
import {
  withoutVariables,
  fetchedRuntime,
  installedRuntime,
  mkdirTemporary,
  ownTarget,
  runtimes,
} from './runtime.ts'

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
    writeFileSync(runtime, withoutVariables(readFileSync(whole), target), { mode: 0o755 })
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
 * from few pages. A binary for this machine, which still reads the variable, writes it while it relocates a release.
 * Source: https://bun.com/reference/bun/CompileBuildOptions/bytecodeOrder
 */
function bytecodeOrder(compiler: string, program: string, entry: string, scratch: string): string {
  const known = orders.get(entry)
  if (known !== undefined) return known
  const [recorder, recorded] = [join(scratch, 'recorder'), join(scratch, 'order')]
  run(compiler, ['build', ...manner, ...sealed, `--outfile=${recorder}`, entry], { cwd: root })
  const input = readFileSync(join(root, 'testdata/streams/k8ssandra-1.x.yaml'))
  // No setting of the builder's reaches the run.
  const env = { SystemRoot: process.env['SystemRoot'], BUN_BYTECODE_ORDER_OUT: recorded }
  const flags = ['--registry', 'registry.internal:5000/mirror', '--pull-secret', 'myregistrykey']
  const { status, stderr } = spawnSync(recorder, flags, { cwd: scratch, env, input, maxBuffer: 1 << 28 })
  if (status !== 0) throw new Error(`no order of the bytecode: ${String(stderr)}`)
  // In one step: another build may be reading it.
  const order = join(root, 'dist/bin', `${program}.order`)
  renameSync(recorded, order)
  orders.set(entry, order)
  return order
}

const orders = new Map<string, string>()

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
