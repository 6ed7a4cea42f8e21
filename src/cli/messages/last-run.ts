import { lstatSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

import { noColors } from './color.ts'
import { formatLogEntry } from './log-entry.ts'
import type { RunLog } from './log.ts'
import { appendQuietly, replaceQuietly } from '../io/quiet-file.ts'

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The path of the log of the day, if no log file is named: `k8ssandra-relocate/last-run.log` in the user's
 * folder for state (`XDG_STATE_HOME`, else `~/.local/state`; on Windows `LOCALAPPDATA`).
 */
export function lastRunFile(env: Environment, platform = process.platform): string {
  const { XDG_STATE_HOME: state, LOCALAPPDATA: local, HOME: home } = env
  const named = [state, platform === 'win32' ? local : undefined].find(
    folder => folder !== undefined && isAbsolute(folder),
  )
  const folder = named ?? join(home === undefined || home === '' ? homedir() : home, '.local/state')
  return join(folder, 'k8ssandra-relocate', 'last-run.log')
}

/** A longer log is begun anew. */
const longestLog = 4 << 20

/**
 * A log of the runs of a day, since Helm may call twice for one command: the first run of another day replaces the file as
 * a whole, so that readers never see half of it. Only its owner may read it. Nobody asked for this log, so a folder that cannot
 * be written is not a reason to fail.
 */
export function openLastRunLog(path: string, now = new Date()): RunLog {
  let isBegun = false
  return {
    problems: [],
    append: remarks => {
      if (remarks.length === 0) return []
      const head = isBegun ? '' : `# ${now.toISOString()} process ${process.pid}\n`
      const text = head + remarks.map(remark => formatLogEntry(remark, noColors)).join('')
      if (isBegun || isOfToday(path, now)) appendQuietly(path, text)
      else replaceQuietly(path, text)
      isBegun = true
      return []
    },
  }
}

function isOfToday(path: string, now: Date): boolean {
  try {
    const { mtime, size } = lstatSync(path)
    return mtime.toDateString() === now.toDateString() && size < longestLog
  } catch {
    return false
  }
}
