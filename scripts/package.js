/**
 * Packs the Helm plugins from the binaries that `npm run build:binary` left in `dist/bin`:
 *
 * - `dist/k8ssandra-relocate-VERSION.tgz`, the post-renderer for Helm 4;
 * - `dist/relocate-VERSION.tgz`, the command `helm relocate` for Helm 4;
 * - `dist/k8ssandra-relocate-helm3-VERSION.tgz`, the same command for Helm 3.
 *
 * `--target linux-x64` (repeatable) packs these binaries only, `--output DIR` writes elsewhere, and `--sign KEY` has
 * GnuPG make a `.prov` beside each package for Helm 4, which `helm plugin verify` checks.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { fileEntry, folderEntry, sourceDate, writeArchive } from './archive.js'
import { checksum } from './checksum.js'
import { binaryName, plugins, targets } from './plugin.js'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const { values: options } = parseArgs({
  options: {
    target: { type: 'string', multiple: true, default: [] },
    output: { type: 'string', default: join(root, 'dist') },
    sign: { type: 'string' },
  },
})
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const built = targetsToPack(options.target)
const seconds = sourceDate()
const read = path => readFileSync(join(root, path))
const binaries = built.map(target => ({
  name: binaryName(target),
  bytes: read(`dist/bin/${binaryName(target)}`),
}))
const license = read('LICENSE')

mkdirSync(options.output, { recursive: true })
for (const plugin of plugins) {
  const file = resolve(options.output, `${plugin.file}-${version}.tgz`)
  const manifest = plugin.manifest(version, built)
  writeArchive(file, entriesOf(plugin.folder, manifest), seconds)
  console.log(`${file} ${(statSync(file).size / 1e6).toFixed(0)} MB`)
  if (options.sign !== undefined && manifest.startsWith('apiVersion'))
    await sign(file, manifest, options.sign)
}

function targetsToPack(named) {
  const isBuilt = target => existsSync(join(root, 'dist/bin', binaryName(target)))
  const strangers = named.filter(target => !targets.includes(target))
  if (strangers.length > 0)
    throw new Error(`no target ${strangers.join(', ')}: there are ${targets.join(', ')}`)
  const chosen = targets.filter(target => (named.length > 0 ? named.includes(target) : isBuilt(target)))
  const missing = chosen.length > 0 ? chosen.filter(target => !isBuilt(target)) : targets
  if (missing.length === 0) return chosen
  throw new Error(`not built: ${missing.join(', ')}; npm run build:binary -- ${missing.join(' ')}`)
}

function entriesOf(folder, manifest) {
  return [
    ...(folder === '' ? [] : [folderEntry(folder)]),
    fileEntry(`${folder}plugin.yaml`, 0o644, Buffer.from(manifest)),
    fileEntry(`${folder}LICENSE`, 0o644, license),
    folderEntry(`${folder}bin/`),
    ...binaries.map(({ name, bytes }) => fileEntry(`${folder}bin/${name}`, 0o755, bytes)),
  ]
}

/** A provenance file: manifest and checksum of the package, signed in clear text. */
async function sign(file, manifest, key) {
  const text = `${manifest}\n...\nfiles:\n  ${basename(file)}: sha256:${await checksum(file)}\n`
  const { status, stdout, stderr, error } = spawnSync(
    'gpg',
    ['--batch', '--local-user', key, '--digest-algo', 'SHA512', '--clear-sign'],
    { input: text, encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`gpg cannot sign with ${key}: ${error?.message ?? stderr}`)
  writeFileSync(`${file}.prov`, stdout)
  console.log(`${file}.prov`)
}
