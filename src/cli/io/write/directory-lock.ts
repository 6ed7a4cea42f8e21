import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { isRunning, ownProcess, type ProcessId } from './process-id.ts'
import { removeQuietly } from '../quiet-file.ts'
import { temporaryName } from './temporary-files.ts'
import { type LockAttempt, isLinked, ownerOf, removeDead } from './lock-owner.ts'

/** What a directory that a run writes to is marked with. Hidden, so that no pattern of ours picks it up. */
const lockName = '.k8ssandra-relocate.lock'

/** Directories that no other run writes to until `release`; or who has one of them. */
type Locked =
  | { readonly release: () => void }
  | { readonly holder: { readonly path: string; readonly owner: ProcessId | undefined } }

/**
 * Locks directories for this run, all of them or none. A run that is dead keeps no lock. A directory in which nothing can be
 * written needs none.
 */
export function lockDirectories(directories: Iterable<string>): Locked {
  const held: string[] = []
  const release = (): void => {
    for (const path of held.splice(0)) rmSync(path, { force: true })
  }
  for (const directory of [...new Set(directories)].sort()) {
    const path = join(directory, lockName)
    const taken = take(path)
    if (taken === 'mine') held.push(path)
    else if (taken !== 'unwritable') {
      release()
      return { holder: { path, owner: taken.owner } }
    }
  }
  return { release }
}

/** The lock appears whole: it is written to another name and renamed in one step. */
function take(path: string): LockAttempt {
  const own = temporaryName(path)
  try {
    writeFileSync(own, JSON.stringify(ownProcess()), { flag: 'wx', mode: 0o644 })
    for (let tries = 0; tries < 10; tries++) {
      if (isLinked(own, path)) return 'mine'
      const owner = ownerOf(path)
      if (owner === 'gone') continue
      if (owner === undefined || isRunning(owner) !== false) return { owner }
      removeDead(path, owner)
    }
    return { owner: undefined }
  } catch {
    return 'unwritable'
  } finally {
    removeQuietly(own)
  }
}
