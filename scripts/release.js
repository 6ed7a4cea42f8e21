/**
 * Makes everything that a release consists of in `dist/release`, and publishes nothing:
 *
 * the binaries, the file for Node, the Helm plugins, the npm package, the manual, the schema, a bill of materials, and
 * SHA256SUMS over all of them. docs/release.md says which of the bytes two builds have in common.
 *
 * `--target linux-x64` (repeatable) releases these binaries only; `--output DIR` writes elsewhere; `--built` takes the
 * binaries that lie in `dist/bin` instead of building them.
 */
import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { sourceDate } from './archive.js'
import { billOfMaterials } from './bill.js'
import { checksum } from './checksum.js'
import { binaryName, targets } from './plugin.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { values: options } = parseArgs({
  options: {
    target: { type: 'string', multiple: true, default: targets },
    output: { type: 'string', default: join(root, 'dist/release') },
    built: { type: 'boolean', default: false },
  },
})
const output = resolve(options.output)
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const seconds = sourceDate()

rmSync(output, { recursive: true, force: true })
mkdirSync(output, { recursive: true })
if (!options.built) {
  run('node', ['scripts/build.js', 'executable', '--node'])
  run('node', ['scripts/binary.js', ...options.target])
}
for (const file of ['k8ssandra-relocate-node', ...options.target.map(binaryName)]) {
  copyFileSync(join(root, 'dist/bin', file), join(output, file))
}
run('node', [
  'scripts/package.js',
  '--output',
  output,
  ...options.target.flatMap(target => ['--target', target]),
])
packLibrary()
copyFileSync(join(root, 'man/k8ssandra-relocate.1'), join(output, 'k8ssandra-relocate.1'))
copyFileSync(
  join(root, 'schema/k8ssandra-relocate.schema.json'),
  join(output, 'k8ssandra-relocate.schema.json'),
)
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
writeFileSync(join(output, `${name}-${version}.cdx.json`), billOfMaterials(lock, name, version, seconds))
await writeChecksums()

/** The npm package, under a name that no plugin has; npm gives all its entries one time of its own. */
function packLibrary() {
  const copy = mkdtempSync(join(tmpdir(), 'release-'))
  try {
    for (const path of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'bin', 'man', 'schema'])
      cpSync(join(root, path), join(copy, path), { recursive: true })
    run('node', [
      'node_modules/typescript/bin/tsc',
      '-p',
      'tsconfig.build.json',
      '--outDir',
      join(copy, 'dist'),
    ])
    run('npm', ['pack', '--ignore-scripts', '--silent', copy, '--pack-destination', copy])
    copyFileSync(join(copy, `${name}-${version}.tgz`), join(output, `${name}-npm-${version}.tgz`))
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

async function writeChecksums() {
  const lines = []
  for (const file of readdirSync(output).sort())
    lines.push(`${await checksum(join(output, file))}  ${file}\n`)
  writeFileSync(join(output, 'SHA256SUMS'), lines.join(''))
  console.log(lines.join('').trimEnd())
}

function run(command, args) {
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(seconds) }
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd: root, env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr + stdout}`)
}
