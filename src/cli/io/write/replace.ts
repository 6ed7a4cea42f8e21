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
import type { Content } from '../content.ts'
import { temporaryName } from './temporary-files.ts'

/** A file and what it is to hold. The path is absolute and no symbolic link; the file need not exist yet. */
export type Replacement = { readonly path: string; readonly content: Content }

/** A file whose new content is complete in a temporary file next to it. Plain data: another process may have put it there. */
export type StagedFile = { readonly path: string; readonly next: string }

/** A file on its way; `former` is a second name of the old content. */
type Staged = StagedFile & { former: string | undefined; isDone: boolean }

/** After so many files, a signal is listened for. */
const batch = 16

/**
 * Gives files their new content, all of them or none.
 *
 * Everything is written next to its file first and flushed to the disk; only then is each renamed over its file, which
 * the system does as one step, so that nobody ever reads half a file. Mode and owner stay. If anything fails, or `isStopped`
 * says so before the first rename, every file is as it was, nothing of ours is left, and an error is thrown.
 */
export async function replaceFiles(
  replacements: readonly Replacement[],
  isStopped?: () => Promise<boolean>,
): Promise<void> {
  const staged: StagedFile[] = []
  try {
    for (const [index, replacement] of replacements.entries()) {
      if (isStopped !== undefined && index % batch === 0 && (await isStopped())) throw new StoppedError()
      staged.push(stageFile(replacement))
    }
    if ((await isStopped?.()) === true) throw new StoppedError()
  } catch (error) {
    dropStaged(staged)
    throw error
  }
  commitStaged(staged)
}

/** A signal came in time. */
class StoppedError extends Error {
  override readonly message = 'stopped by a signal'
}

/** Writes the new content next to its file; `process` is the one that will put it in place. Leaves nothing when it fails. */
export function stageFile({ path, content }: Replacement, process?: number): StagedFile {
  const next = temporaryName(path, process)
  const stat = statSync(path, { throwIfNoEntry: false })
  const descriptor = openSync(next, 'wx', stat === undefined ? 0o666 : 0o600)
  try {
    for (const piece of typeof content === 'string' ? [content] : content)
      writeWhole(descriptor, Buffer.from(piece))
    if (stat !== undefined) {
      const { uid, gid } = fstatSync(descriptor)
      if (uid !== stat.uid || gid !== stat.gid) fchownSync(descriptor, stat.uid, stat.gid)
      fchmodSync(descriptor, stat.mode & 0o7777)
    }
    fsyncSync(descriptor)
    closeSync(descriptor)
  } catch (error) {
    closeSync(descriptor)
    dropStaged([{ path, next }])
    throw error
  }
  return { path, next }
}

/** All of a piece, however little the system takes at once. */
export function writeWhole(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written)
}

/**
 * Puts staged content in place, all or, when anything fails, none. From the first rename on nothing waits, so that no
 * signal comes between two of them.
 */
export function commitStaged(files: readonly StagedFile[]): void {
  const staged: Staged[] = files.map(file => ({ ...file, former: undefined, isDone: false }))
  try {
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

/** Removes staged content that is not to be put in place. */
export function dropStaged(files: readonly StagedFile[]): void {
  for (const file of files) undo({ ...file, former: undefined, isDone: false })
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
