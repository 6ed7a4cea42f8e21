/**
 * Builds what the checkout needs:
 *
 * - `dist/`, the library with its type declarations (library.ts);
 * - `dist/bin/k8ssandra-relocate-node`, the whole program in one file that Node runs (esbuild);
 * - `./k8ssandra-relocate`, for `helm --post-renderer`: the binary of this machine's kind (see binary.ts), which needs
 *   no Node; where it cannot be built, or with `--node`, the file that Node runs.
 *
 * `npm run build:executable` leaves the library out, and with it the check of types.
 */
import { chmodSync, copyFileSync, linkSync, mkdirSync, renameSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build, type BuildOptions, type Plugin } from 'esbuild'
import { buildBinary } from './binary.ts'
import { installedRuntime, ownTarget } from './runtime.ts'
import { root } from './root.ts'
import { runScript } from './run.ts'

/**
 * The file has no ending, so Node takes it for what the nearest package.json says: a module here in the checkout, a
 * CommonJS script elsewhere. This start and end let the same bytes be both. The program itself is CommonJS, where an
 * import of Node's own modules waits until the code that wants it runs; in a module all of them would load at once.
 */
const banner = `#!/usr/bin/env node
;(start =>
  typeof require === 'function'
    ? start(require)
    : import('node:module').then(({ createRequire }) => start(createRequire(process.argv[1]))))(function (require) {`
const footer = '})'

const common: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
}

/**
 * A package goes into the file as a text that is compiled when it is first asked for. Node parses a program to its end
 * before it starts it, and two thirds of that would be packages that a plain run never calls.
 */
const packagesAsText: Plugin = {
  name: 'packages as text',
  setup(plugins) {
    plugins.onResolve({ filter: /^(yaml|fast-glob|smol-toml|tar)$/ }, ({ path }) => ({
      path,
      namespace: 'package',
    }))
    plugins.onLoad({ filter: /.*/, namespace: 'package' }, async ({ path }) => {
      const stdin = { contents: `module.exports = require('${path}')`, resolveDir: root }
      const { outputFiles } = await build({ ...common, stdin, write: false })
      const text = JSON.stringify(outputFiles?.[0]?.text)
      return { contents: packageModule.replace('TEXT', () => text) }
    })
  },
}

const packageModule = `
const loaded = { exports: {} }
const { compileFunction } = require('node:vm')
compileFunction(TEXT, ['module', 'exports', 'require'])(loaded, loaded.exports, require)
module.exports = loaded.exports`

const words = process.argv.slice(2)
if (!words.includes('executable')) runScript('scripts/library.ts', [], { cwd: root })
const bundle = join(root, 'dist/bin/k8ssandra-relocate-node')
mkdirSync(dirname(bundle), { recursive: true })
await bundleExecutable(bundle)
install(words.includes('--node') ? bundle : (binary() ?? bundle), join(root, 'k8ssandra-relocate'))

/** The binary of this machine's kind; undefined where its runtime is not installed or does not run. */
function binary(): string | undefined {
  const own = ownTarget()
  if (own === undefined || installedRuntime() === undefined) return undefined
  try {
    return buildBinary(own)
  } catch (error) {
    console.error(`no binary, so Node it is: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

/** One file under a second name, put there in one step, so that nobody ever runs half a file. */
function install(file: string, name: string): void {
  const unfinished = `${name}.${process.pid}.tmp`
  try {
    linkSync(file, unfinished)
  } catch {
    copyFileSync(file, unfinished)
  }
  renameSync(unfinished, name)
}

/**
 * What the program is made of stays lazy: modules after `import()` run on first use, and packages are not even read
 * before. The Kubernetes client is left out, it is larger than all the rest and few runs need it.
 */
async function bundleExecutable(file: string): Promise<void> {
  const unfinished = `${file}.${process.pid}.tmp`
  await build({
    ...common,
    entryPoints: ['src/cli/main.ts'],
    outfile: unfinished,
    external: ['@kubernetes/client-node'],
    banner: { js: banner },
    footer: { js: footer },
    plugins: [packagesAsText],
  }).catch(() => process.exit(1)) // esbuild has said why
  chmodSync(unfinished, 0o755)
  renameSync(unfinished, file)
}
