/**
 * Packs the Helm plugins from the binaries that `npm run build:binary` left in `dist/bin`, each for one platform:
 *
 * - `dist/k8ssandra-relocate-VERSION-OS-ARCH.tgz`, the post-renderer for Helm 4;
 * - `dist/relocate-VERSION-OS-ARCH.tgz`, the command `helm relocate` for Helm 4;
 * - `dist/k8ssandra-relocate-helm3-VERSION-OS-ARCH.tgz`, the same command for Helm 3.
 *
 * `--target linux-x64` (repeatable) packs for these platforms only, `--output DIR` writes elsewhere, and `--sign KEY` has
 * GnuPG make a `.prov` next to each package for Helm 4, which `helm plugin verify` checks.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { writeArchive, type ArchiveEntry } from './archive.ts'
import { checksum } from './checksum.ts'
import { binaryName, packageFile, packedProgram, plugins, targets, type Target } from './plugin.ts'
import { packageName, root } from './root.ts'
import { sourceDate } from './source-date.ts'

const { values: options } = parseArgs({
  options: {
    target: { type: 'string', multiple: true, default: [] },
    output: { type: 'string', default: join(root, 'dist') },
    sign: { type: 'string' },
  },
})
const { version } = packageName()
const built = targetsToPack(options.target)
const seconds = sourceDate()

mkdirSync(options.output, { recursive: true })
for (const plugin of plugins) {
  for (const target of built) {
    const file = resolve(options.output, packageFile(plugin.file, version, target))
    const manifest = plugin.manifest(version, target)
    writeArchive(file, entriesOf(plugin.folder, manifest, target), seconds)
    console.log(`${file} ${(statSync(file).size / 1e6).toFixed(0)} MB`)
    if (options.sign !== undefined && manifest.startsWith('apiVersion'))
      await sign(file, [basename(file), `${plugin.file}-${version}.tgz`], manifest, options.sign)
  }
}

function targetsToPack(named: readonly string[]): readonly Target[] {
  const isBuilt = (target: Target) => existsSync(join(root, 'dist/bin', binaryName(target)))
  const strangers = named.filter(name => !targets.some(target => target === name))
  if (strangers.length > 0)
    throw new Error(`no target ${strangers.join(', ')}: there are ${targets.join(', ')}`)
  const chosen = targets.filter(target => (named.length > 0 ? named.includes(target) : isBuilt(target)))
  const missing = chosen.length > 0 ? chosen.filter(target => !isBuilt(target)) : targets
  if (missing.length === 0) return chosen
  throw new Error(`not built: ${missing.join(', ')}; npm run build:binary -- ${missing.join(' ')}`)
}

function entriesOf(folder: string, manifest: string, target: Target): readonly ArchiveEntry[] {
  return [
    { name: `${folder}plugin.yaml`, mode: 0o644, content: manifest },
    { name: `${folder}LICENSE`, mode: 0o644, content: { file: join(root, 'LICENSE') } },
    {
      name: `${folder}THIRD-PARTY-LICENSES.txt`,
      mode: 0o644,
      content: { file: join(root, 'THIRD-PARTY-LICENSES.txt') },
    },
    {
      name: folder + packedProgram(target),
      mode: 0o755,
      content: { file: join(root, 'dist/bin', binaryName(target)) },
    },
  ]
}

/**
 * A provenance file: manifest and checksum of the package, signed in clear text. The package is named by the name that it has,
 * and by the one under which Helm keeps it: Helm compares the first to install it, the second to call it signed.
 */
async function sign(file: string, names: readonly string[], manifest: string, key: string): Promise<void> {
  const sum = await checksum(file)
  const text = `${manifest}\n...\nfiles:\n${names.map(name => `  ${name}: sha256:${sum}\n`).join('')}`
  const { status, stdout, stderr, error } = spawnSync(
    'gpg',
    ['--batch', '--local-user', key, '--digest-algo', 'SHA512', '--clear-sign'],
    { input: text, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`gpg cannot sign with ${key}: ${error?.message ?? stderr}`)
  writeFileSync(`${file}.prov`, stdout)
  console.log(`${file}.prov`)
}
