/**
 * Makes everything that a release consists of in `dist/release`, and publishes nothing:
 *
 * the binaries, the file for Node, the Helm plugins, the npm package, the manual, the schema, a bill of materials, archives
 * with the manifests for Krew, Homebrew and Scoop, and SHA256SUMS over all of them. docs/release.md says which of the bytes two builds have in common.
 *
 * `--target linux-x64` (repeatable) releases these binaries only; `--output DIR` writes elsewhere; `--built` takes the
 * binaries that lie in `dist/bin` instead of building them; `--url` is the folder that the files will be published in.
 */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { homepage } from '../src/output/homepage.ts'
import { writeArchive } from './archive.ts'
import { billOfMaterials } from './bill.ts'
import { checksum } from './checksum.ts'
import { archiveName, packageManagers, programName } from './package-managers.ts'
import { binaryName, targets } from './plugin.ts'
import { packageName, root } from './root.ts'
import { run, runScript } from './run.ts'
import { sourceDate } from './source-date.ts'

const { values: options } = parseArgs({
  options: {
    target: { type: 'string', multiple: true, default: [...targets] },
    output: { type: 'string', default: join(root, 'dist/release') },
    built: { type: 'boolean', default: false },
    url: { type: 'string' },
  },
})
const output = resolve(options.output)
const { name, version } = packageName()
const chosen = targets.filter(target => options.target.includes(target))
const seconds = sourceDate()
const inside = { cwd: root, env: { ...process.env, SOURCE_DATE_EPOCH: String(seconds) } }

rmSync(output, { recursive: true, force: true })
mkdirSync(output, { recursive: true })
if (!options.built) {
  runScript('scripts/build.ts', ['executable', '--node'], inside)
  runScript('scripts/binary.ts', chosen, inside)
}
for (const file of ['k8ssandra-relocate-node', ...chosen.map(target => binaryName(target))]) {
  copyFileSync(join(root, 'dist/bin', file), join(output, file))
}
runScript(
  'scripts/package.ts',
  ['--output', output, ...chosen.flatMap(target => ['--target', target])],
  inside,
)
packLibrary()
copyFileSync(join(root, 'man/k8ssandra-relocate.1'), join(output, 'k8ssandra-relocate.1'))
for (const file of ['LICENSE', 'THIRD-PARTY-LICENSES.txt']) copyFileSync(join(root, file), join(output, file))
copyFileSync(
  join(root, 'schema/k8ssandra-relocate.schema.json'),
  join(output, 'k8ssandra-relocate.schema.json'),
)
writeFileSync(join(output, `${name}-${version}.cdx.json`), billOfMaterials(seconds))
await writePackageManagers()
await writeChecksums()

/** An archive for each binary, and the manifests that name them by URL and checksum. */
async function writePackageManagers(): Promise<void> {
  const archives = []
  for (const target of chosen) {
    const file = archiveName(name, version, target)
    writeArchive(
      join(output, file),
      [
        {
          name: programName(name, target),
          mode: 0o755,
          content: { file: join(output, binaryName(target)) },
        },
        { name: `${name}.1`, mode: 0o644, content: { file: join(root, 'man/k8ssandra-relocate.1') } },
        ...['LICENSE', 'THIRD-PARTY-LICENSES.txt'].map(text => ({
          name: text,
          mode: 0o644,
          content: { file: join(root, text) },
        })),
      ],
      seconds,
    )
    archives.push({ target, file, sha256: await checksum(join(output, file)) })
  }
  const url = (options.url ?? `${homepage}/releases/download/v${version}`).replace(/\/+$/, '')
  for (const { file, targets: isFor, write } of packageManagers) {
    const own = archives.filter(({ target }) => isFor(target))
    if (own.length > 0) writeFileSync(join(output, file), write({ name, version, url, archives: own }))
  }
}

/** The npm package, under a name that no plugin has; npm gives all its entries one time of its own. */
function packLibrary(): void {
  const copy = mkdtempSync(join(tmpdir(), 'release-'))
  try {
    for (const path of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'bin', 'man', 'schema'])
      cpSync(join(root, path), join(copy, path), { recursive: true })
    runScript('scripts/library.ts', [join(copy, 'dist')], inside)
    run('npm', ['pack', '--ignore-scripts', '--silent', copy, '--pack-destination', copy], inside)
    copyFileSync(join(copy, `${name}-${version}.tgz`), join(output, `${name}-npm-${version}.tgz`))
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

async function writeChecksums(): Promise<void> {
  const lines: string[] = []
  for (const file of readdirSync(output).sort())
    lines.push(`${await checksum(join(output, file))}  ${file}\n`)
  writeFileSync(join(output, 'SHA256SUMS'), lines.join(''))
  console.log(lines.join('').trimEnd())
}
