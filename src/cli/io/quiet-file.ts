import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, writeFileSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'

/** Appends to a file, if it can: a message that cannot be kept must not fail the run. */
export function appendQuietly(path: string, text: string): void {
  try {
    appendFileSync(path, text, { mode: 0o600, flag: 'a' })
  } catch {
    return
  }
}

/** Replaces a file at once, if it can. */
export function replaceQuietly(path: string, text: string): void {
  const next = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(next, text, { mode: 0o600, flag: 'wx' })
    renameSync(next, path)
  } catch {
    removeQuietly(next)
  }
}

/** Removes a file, if it can. */
export function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    return
  }
}
