import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder in `parent`, which has the room; in the system's folder for such where nothing can be written there, as on a disc. */
export function makeTemporary(parent: string, prefix: string): string {
  try {
    return mkdtempSync(join(parent, prefix))
  } catch (error) {
    const { code = '' } = error as { readonly code?: string }
    if (!['EACCES', 'EPERM', 'EROFS'].includes(code)) throw error
    return mkdtempSync(join(tmpdir(), prefix))
  }
}
