import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { create } from 'tar'

/** One file of an archive: its name in there, and its bytes or the file that has them. */
export type ArchiveEntry = {
  readonly name: string
  readonly mode: number
  readonly content: string | { readonly file: string }
}

/**
 * Writes a gzipped tar archive. The same entries give the same bytes: they come in the order given, name no owner, and
 * all files bear the same time, in seconds since 1970; folders bear none.
 */
export function writeArchive(file: string, entries: readonly ArchiveEntry[], seconds: number): void {
  const scratch = mkdtempSync(join(tmpdir(), 'archive-'))
  const unfinished = `${file}.${process.pid}.tmp`
  try {
    for (const { name, mode, content } of entries) {
      const path = join(scratch, name)
      mkdirSync(dirname(path), { recursive: true })
      if (typeof content === 'string') writeFileSync(path, content)
      else copyFileSync(content.file, path)
      chmodSync(path, mode)
    }
    const options = {
      cwd: scratch,
      file: unfinished,
      gzip: { level: 6 },
      portable: true,
      sync: true,
    } as const
    create({ ...options, noDirRecurse: true, mtime: new Date(seconds * 1000) }, withFolders(entries))
    renameSync(unfinished, file)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** The names of all entries, each folder ahead of what is in it: Helm 3 makes no folder by itself. */
function withFolders(entries: readonly ArchiveEntry[]): string[] {
  const names = new Set<string>()
  for (const { name } of entries) {
    const steps = name.split('/')
    for (let depth = 1; depth < steps.length; depth++) names.add(`${steps.slice(0, depth).join('/')}/`)
    names.add(name)
  }
  return Array.from(names)
}
