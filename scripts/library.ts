/**
 * Compiles the library with its types: `tsx scripts/library.ts [FOLDER]`, into `dist/` when no folder is named.
 *
 * The compiler leaves imports of texts (`with { type: 'text' }`) as they are, and Node has no such import; so the module
 * that has them gets the texts themselves.
 */
import { build, type Plugin } from 'esbuild'
import { join, resolve } from 'node:path'
import { root } from './root.ts'
import { run } from './run.ts'

const withTexts = 'src/output/report/html/page'

const onlyTexts: Plugin = {
  name: 'only texts',
  setup(plugins) {
    plugins.onResolve({ filter: /./ }, ({ path, kind, with: { type } }) =>
      kind === 'entry-point' || type === 'text'
        ? undefined
        : { path: path.replace(/\.ts$/, '.js'), external: true },
    )
  },
}

const folder = resolve(process.argv[2] ?? join(root, 'dist'))
const compiler = 'node_modules/typescript/bin/tsc'
run(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', folder], { cwd: root })
await build({
  absWorkingDir: root,
  entryPoints: [`${withTexts}.ts`],
  outfile: join(folder, `${withTexts}.js`),
  bundle: true,
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  plugins: [onlyTexts],
})
