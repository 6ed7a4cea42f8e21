import {
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { temporaryName } from './temporary-files.ts'

/** A file and what it is to hold. The path is absolute and no symbolic link; the file need not exist yet. */
export type Replacement = { readonly path: string; readonly content: string }

/** A replacement whose new content lies, complete, beside the file; `former` is a second name of the old content. */
type Staged = { readonly path: string; readonly next: string; former: string | undefined; isDone: boolean }

/** After so many files, a signal is listened for. */
const batch = 16

/**
 * Gives files their new content, all of them or none.
 *
 * Everything is written beside its file first and flushed to the disk; only then is each renamed over its file, which
 * the system does as one step, so that nobody ever sees half a file. Mode and owner stay. If anything fails, or `isStopped`
 * says so before the first rename, every file is as it was, nothing of ours is left, and an error is thrown. From the first
 * rename on nothing waits, so that no signal comes between two of them.
 */
export async function replaceFiles(
  replacements: readonly Replacement[],
  isStopped?: () => Promise<boolean>,
): Promise<void> {
  const staged: Staged[] = []
  try {
    for (const [index, replacement] of replacements.entries()) {
      if (isStopped !== undefined && index % batch === 0 && (await isStopped())) throw new StoppedError()
      stage(replacement, staged)
    }
    if ((await isStopped?.()) === true) throw new StoppedError()
    for (const file of staged) {
      if (staged.length > 1) file.former = keepFormer(file.path)
      renameSync(file.next, file.path)
      file.isDone = true
    }
  } catch (error) {
    for (const file of staged.toReversed()) undo(file)
    throw error
  }
  for (const { former } of staged) if (former !== undefined) rmSync(former, { force: true })
}

/** A signal came in time. */
export class StoppedError extends Error {
  override readonly message = 'stopped by a signal'
}

function stage({ path, content }: Replacement, staged: Staged[]): void {
  const next = temporaryName(path)
  const stat = statSync(path, { throwIfNoEntry: false })
  const descriptor = openSync(next, 'wx', stat === undefined ? 0o666 : 0o600)
  staged.push({ path, next, former: undefined, isDone: false })
  try {
    const bytes = Buffer.from(content)
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written)
    if (stat !== undefined) {
      const { uid, gid } = fstatSync(descriptor)
      if (uid !== stat.uid || gid !== stat.gid) fchownSync(descriptor, stat.uid, stat.gid)
      fchmodSync(descriptor, stat.mode & 0o7777)
    }
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** A second name for the file as it is; a copy where the file system has no hard links. */
function keepFormer(path: string): string | undefined {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return undefined
  const former = temporaryName(path)
  try {
    linkSync(path, former)
  } catch {
    copyFileSync(path, former, constants.COPYFILE_EXCL)
  }
  return former
}

/** What cannot be undone must not keep the rest from being undone; the old content then stays under its second name. */
function undo({ path, next, former, isDone }: Staged): void {
  try {
    if (!isDone) rmSync(next, { force: true })
    if (isDone && former !== undefined) renameSync(former, path)
    else if (isDone) rmSync(path, { force: true })
    else if (former !== undefined) rmSync(former, { force: true })
  } catch {
    return
  }
}
