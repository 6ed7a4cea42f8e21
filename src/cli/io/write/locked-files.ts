import { existsSync, realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import type { Problem } from '../../../problem.ts'
import { quote } from '../../../reference/quote.ts'

import type { Invocation, Outcome } from '../../commands.ts'
import { noOutcome } from '../../messages/outcome.ts'
import { findInputFiles, type FoundFiles, type InputFile } from '../input/input-file.ts'
import { holdSignals } from './interruption.ts'
import { lockDirectories } from './directory-lock.ts'

/**
 * Finds the files of a run and lets `work` read and write them, below `directory` or in place. From before the first is read until
 * the last is written no other run writes there, and no signal ends this one in between: `work` asks `isStopped`.
 */
export async function withLockedFiles(
  { paths, cwd }: Pick<Invocation, 'paths' | 'cwd'>,
  directory: string | undefined,
  work: (found: FoundFiles, isStopped: () => Promise<boolean>) => Promise<Outcome>,
): Promise<Outcome> {
  const signals = holdSignals()
  try {
    const found = await findInputFiles(paths, { cwd })
    const locked = lockDirectories(
      directory === undefined ? directoriesOf(found.files) : [existing(resolve(cwd, directory))],
    )
    if ('holder' in locked) return { ...noOutcome, problems: [busy(locked.holder)] }
    try {
      return await work(found, signals.hasCome)
    } finally {
      locked.release()
    }
  } finally {
    signals.release()
  }
}

/** Where the files are, all links followed. */
function directoriesOf(files: readonly InputFile[]): readonly string[] {
  return files.flatMap(({ absolute }) => (existsSync(absolute) ? dirname(realpathSync(absolute)) : []))
}

/** The directory, or the nearest above it that is there. */
function existing(directory: string): string {
  const parent = dirname(directory)
  return existsSync(directory) || parent === directory ? directory : existing(parent)
}

function busy({ path, owner }: { path: string; owner: { pid: number; host: string } | undefined }): Problem {
  const who =
    owner === undefined ? 'another run' : `another run (process ${owner.pid} on ${quote(owner.host)})`
  return {
    code: 'FILE_UNREADABLE',
    message: `${who} is writing files here; no file was changed`,
    remedy: 'wait until it has ended; if there is none, remove the lock file',
    place: { file: path },
  }
}
