import { linkSync, renameSync, rmSync, readFileSync } from 'node:fs'
import type { ProcessId } from './process-id.ts'
import { hasCode } from '../system-error.ts'
import { temporaryName } from './temporary-files.ts'

export type LockAttempt = 'mine' | 'unwritable' | { readonly owner: ProcessId | undefined }

export function isLinked(own: string, path: string): boolean {
  try {
    linkSync(own, path)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  }
}

/** Two runs may find the same dead lock; the one that comes second has taken away the lock of the first, and puts it back. */
export function removeDead(path: string, dead: ProcessId): void {
  const aside = temporaryName(path)
  try {
    renameSync(path, aside)
    const found = ownerOf(aside)
    if (found !== 'gone' && (found?.pid !== dead.pid || found.started !== dead.started)) isLinked(aside, path)
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Who wrote a lock; undefined where it does not say so. */
export function ownerOf(path: string): ProcessId | undefined | 'gone' {
  try {
    const { pid, started, host } = JSON.parse(readFileSync(path, 'utf8')) as Partial<ProcessId>
    const isWhole = Number.isInteger(pid) && typeof started === 'string' && typeof host === 'string'
    return pid !== undefined && isWhole && started !== undefined && host !== undefined
      ? { pid, started, host }
      : undefined
  } catch (error) {
    return hasCode(error, 'ENOENT') ? 'gone' : undefined
  }
}
