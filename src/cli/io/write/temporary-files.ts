import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { isTaken } from './process-id.ts'
import { removeQuietly } from '../quiet-file.ts'

const pattern = /^\.k8ssandra-relocate-(\d{1,10})-[0-9a-f]{16}\.tmp$/

/**
 * A name for unfinished content next to a file: in the same directory, hence on the same file system; hidden, so that no
 * pattern of ours picks it up; with the number of the process that will finish it, so that another run knows whether that process still lives.
 */
export function temporaryName(path: string, owner = process.pid): string {
  return join(dirname(path), `.k8ssandra-relocate-${owner}-${randomBytes(8).toString('hex')}.tmp`)
}

/** Removes from directories what runs that were killed have left there. What cannot be removed stays. */
export function removeTemporaryFiles(directories: Iterable<string>): void {
  for (const directory of new Set(directories)) {
    for (const name of namesIn(directory)) {
      const run = pattern.exec(name)?.[1]
      if (run !== undefined && !isTaken(Number(run))) removeQuietly(join(directory, name))
    }
  }
}

/** Removes from directories what this run has not finished there: a process of it may have ended with a file half written. */
export function removeOwnTemporaryFiles(directories: Iterable<string>): void {
  for (const directory of new Set(directories))
    for (const name of namesIn(directory))
      if (pattern.exec(name)?.[1] === String(process.pid)) removeQuietly(join(directory, name))
}

function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}
