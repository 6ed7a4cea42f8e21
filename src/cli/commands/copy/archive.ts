import { mkdtempSync, openSync, closeSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

import type { Environment } from '../../../registry/environment.ts'
import { irregularityOf } from '../../../regular-file.ts'
import { reasonOf } from '../../io/system-error.ts'
import { makeTemporary } from './make-temporary.ts'
import { runTool } from './run-tool.ts'

/** A place on the disk that images are carried in: a folder, or an archive of one. */
export type Carrier = { readonly kind: 'oci' | 'tar'; readonly path: string }

/** Reads `oci:DIR` or `tar:FILE`; undefined for anything else. */
export function parseCarrier(text: string): Carrier | undefined {
  const [, kind, path] = /^(oci|tar):(.+)$/.exec(text) ?? []
  return path === undefined ? undefined : { kind: kind === 'tar' ? 'tar' : 'oci', path }
}

/** The folder of a carrier, unpacked for reading or new for writing. */
export type OpenCarrier = {
  readonly folder: string
  /** Writes what is in the folder to the archive; what is wrong when that fails. */
  readonly pack: () => Promise<string | undefined>
  /** Removes what was only needed for the run. */
  readonly close: () => void
}

/** Opens a carrier, which is to be closed. Throws with the reason. */
export async function openCarrier(
  { kind, path }: Carrier,
  isRead: boolean,
  cwd: string,
  env: Environment,
  signal: AbortSignal,
): Promise<OpenCarrier> {
  const file = resolve(cwd, path)
  if (kind === 'oci') return { folder: file, pack: () => Promise.resolve(undefined), close: () => undefined }
  if (isRead) refuseOther(file, path)
  else refuseUnwritable(file, path)
  const folder = isRead
    ? makeTemporary(dirname(file), '.images-')
    : mkdtempSync(join(dirname(file), '.images-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  if (isRead) {
    const fault = await runTool('tar', ['-xf', file, '-C', folder], env, signal)
    if (fault !== undefined) {
      remove()
      throw new Error(`${path} cannot be unpacked: ${fault}`)
    }
  }
  return {
    folder,
    pack: () => (isRead ? Promise.resolve(undefined) : pack(folder, file, env, signal)),
    close: remove,
  }
}

async function pack(
  folder: string,
  file: string,
  env: Environment,
  signal: AbortSignal,
): Promise<string | undefined> {
  const next = `${file}.${process.pid}.tmp`
  const fault = await runTool(
    'tar',
    ['-cf', next, '-C', folder, 'oci-layout', 'index.json', 'blobs'],
    env,
    signal,
  )
  if (fault === undefined) renameSync(next, file)
  else rmSync(next, { force: true })
  return fault
}

/** Throws for what is no archive, before a program waits for a pipe or fills the disk. */
function refuseOther(file: string, path: string): void {
  let fault: string | undefined
  try {
    fault = irregularityOf(file) ?? (isArchive(file) ? undefined : 'it is no tar archive')
  } catch (error) {
    fault = reasonOf(error)
  }
  if (fault !== undefined) throw new Error(`${path} cannot be read: ${fault}`)
}

/** Throws for what no archive can be written to, before anything is copied. */
function refuseUnwritable(file: string, path: string): void {
  const above = statSync(dirname(file), { throwIfNoEntry: false })
  const fault =
    irregularityOf(file) ?? (above?.isDirectory() === true ? undefined : `${dirname(path)} is no directory`)
  if (fault !== undefined) throw new Error(`${path} cannot be written: ${fault}`)
}

/** POSIX and GNU archives say what they are behind the first name; `tar` unpacks those that are compressed, too. */
function isArchive(file: string): boolean {
  const start = Buffer.alloc(512)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, start, 0, start.length, 0)
  } finally {
    closeSync(descriptor)
  }
  const compressed = ['1f8b', '425a68', 'fd377a585a', '28b52ffd']
  return (
    start.toString('latin1', 257, 262) === 'ustar' ||
    compressed.some(magic => start.toString('hex').startsWith(magic))
  )
}
