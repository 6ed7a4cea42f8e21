import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Why images cannot be built here; undefined where they can. */
export const obstacle: string | undefined =
  spawnSync('buildah', ['--version']).status !== 0
    ? 'apt-get install buildah'
    : spawnSync('unshare', ['--net', '--mount', 'true']).status !== 0
      ? 'may not make namespaces here: run as root'
      : existsSync('dist/bin/k8ssandra-relocate-linux-x64')
        ? undefined
        : 'npm run build:binary -- linux-x64'

export type Ran = { readonly status: number | null; readonly stdout: string; readonly stderr: string }

/** A store of images of its own, which nothing else on the machine sees. */
export type Store = {
  readonly folder: string
  /** Runs buildah, cut off from every network. */
  buildah(args: readonly string[], input?: string): Ran
  /** Makes an image from nothing but programs of this machine with the libraries they need, files and folders. */
  makeImage(name: string, content: Content): void
  remove(): void
}

type Content = { readonly programs?: readonly string[]; readonly librariesOf?: readonly string[] }

export function makeStore(): Store {
  const folder = mkdtempSync(join(tmpdir(), 'images-'))
  const place = [
    '--storage-driver',
    'vfs',
    '--root',
    join(folder, 'root'),
    '--runroot',
    join(folder, 'runroot'),
  ]
  const store: Store = {
    folder,
    buildah: (args, input = '') => {
      const options = { input, encoding: 'utf8' } as const
      return spawnSync('unshare', ['--net', 'buildah', ...place, ...args], options)
    },
    makeImage: (name, { programs = [], librariesOf = [] }) => {
      const content = join(folder, name)
      for (const name of ['tmp', 'proc', 'dev']) mkdirSync(join(content, name), { recursive: true })
      for (const program of programs) copyInto(content, program)
      for (const library of [...programs, ...librariesOf].flatMap(needed)) copyInto(content, library)
      const container = done(store.buildah(['from', 'scratch']))
      done(store.buildah(['copy', '--quiet', container, content, '/']))
      done(store.buildah(['commit', '--quiet', container, `localhost/${name}`]))
      done(store.buildah(['rm', container]))
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
  return store
}

/** What a run wrote; throws when it failed. */
export function done({ status, stdout, stderr }: Ran): string {
  if (status !== 0) throw new Error(stderr)
  return stdout.trim()
}

/** The shared libraries of a program, with the loader. */
function needed(program: string): string[] {
  const listing = execFileSync('ldd', [program], { encoding: 'utf8' })
  return Array.from(listing.matchAll(/(?<=\s)\/\S+/g), match => match[0])
}

function copyInto(folder: string, path: string): void {
  const copy = join(folder, path)
  if (existsSync(copy)) return
  mkdirSync(dirname(copy), { recursive: true })
  copyFileSync(realpathSync(path), copy)
}

/** The files that a build may see, so that it does not wait for the whole checkout. */
export function makeContext(folder: string, paths: readonly string[]): string {
  const context = join(folder, 'context')
  for (const path of paths) cpSync(path, join(context, path), { recursive: true })
  return context
}
