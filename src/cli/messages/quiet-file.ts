import { randomBytes } from 'node:crypto'
import { appendFileSync, mkdirSync, writeFileSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'

export function appendQuietly(path: string, text: string): void {
  try {
    appendFileSync(path, text, { mode: 0o600, flag: 'a' })
  } catch {
    return
  }
}

export function replaceQuietly(path: string, text: string): void {
  const next = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    writeFileSync(next, text, { mode: 0o600, flag: 'wx' })
    renameSync(next, path)
  } catch {
    discard(next)
  }
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    return
  }
}
