import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder in `beside`, which has the room; in the system's folder for such where nothing can be written there, as on a disc. */
export function makeTemporary(beside: string, prefix: string): string {
  try {
    return mkdtempSync(join(beside, prefix))
  } catch (error) {
    const { code = '' } = error as { readonly code?: string }
    if (!['EACCES', 'EPERM', 'EROFS'].includes(code)) throw error
    return mkdtempSync(join(tmpdir(), prefix))
  }
}
