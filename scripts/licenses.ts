import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

type Manifest = {
  readonly name: string
  readonly version: string
  readonly license?: string
}

type Locked = { readonly dev?: boolean; readonly devOptional?: boolean; readonly optional?: boolean }

const rule = '='.repeat(80)
const ownText = /^(?:(?:un)?licen[cs]e|copying|notice)/i

/**
 * The licence texts of everything that the binary holds: each npm package that runs, in the words of its own files, and
 * the runtime. Packages that share a text are listed above it together. What npm installed decides, so `npm ci` comes first.
 *
 * @throws Error when a package of the lock file is not installed, or no text of its licence is there.
 */
export function thirdPartyLicences(): string {
  const owners = new Map<string, string[]>()
  for (const folder of runtimePackages()) {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest
    const text = licenceOf(folder, manifest)
    owners.set(text, [...(owners.get(text) ?? []), `${manifest.name} ${manifest.version}`])
  }
  const parts = Array.from(owners, ([text, names]) => section(Array.from(new Set(names)).sort(), text))
  return [head, ...parts.sort(), ...runtime()].join('\n')
}

const head = `What the binary of k8ssandra-relocate holds besides its own code (Apache License 2.0, file LICENSE).
scripts/licenses.ts writes this file: npm run docs.
`

/** What `debug` takes in when it is installed, and so the bundler does, though the lock file has them for tools alone. */
const takenWhenThere = ['node_modules/supports-color', 'node_modules/has-flag']

/** The folders of all packages that are there when the program runs. Declarations of types are not. */
function runtimePackages(): readonly string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>
  }
  return Object.entries(lock.packages)
    .filter(
      ([folder, { dev, devOptional }]) =>
        takenWhenThere.includes(folder) || (folder !== '' && dev !== true && devOptional !== true),
    )
    .filter(([folder, { optional }]) => optional !== true || existsSync(join(root, folder)))
    .map(([folder]) => folder)
    .filter(folder => !folder.includes('node_modules/@types/'))
}

function licenceOf(folder: string, { name, license }: Manifest): string {
  const files = readdirSync(join(root, folder)).filter(file => ownText.test(file))
  if (files.length > 0)
    return files
      .map(file =>
        readFileSync(join(root, folder, file), 'utf8')
          .replaceAll('\r\n', '\n')
          .trim(),
      )
      .join('\n\n')
  const kept = join(root, 'scripts/licenses/packages', `${name}.txt`)
  if (existsSync(kept)) return readFileSync(kept, 'utf8').trim()
  throw new Error(`${name} (${license ?? 'no licence'}) holds no licence text: put it into ${kept}`)
}

function runtime(): readonly string[] {
  const read = (file: string) => readFileSync(join(root, 'scripts/licenses', file), 'utf8').trim()
  const { version } = JSON.parse(
    readFileSync(join(root, 'node_modules/bun/package.json'), 'utf8'),
  ) as Manifest
  return [
    section([`Bun ${version}, with JavaScriptCore (WebKit)`], read('bun.md')),
    section(['GNU Library General Public License, version 2'], read('LGPL-2.txt')),
    section(['GNU Lesser General Public License, version 2.1'], read('LGPL-2.1.txt')),
    ...readdirSync(join(root, 'scripts/licenses/libraries'))
      .sort()
      .map(file => section([`${file.replace(/\.txt$/, '')}, in Bun`], read(join('libraries', file)))),
    section(['Packages of npm, in Bun'], read('polyfills.txt')),
  ]
}

function section(names: readonly string[], text: string): string {
  return `${rule}\n${names.join('\n')}\n${rule}\n\n${text}\n`
}
