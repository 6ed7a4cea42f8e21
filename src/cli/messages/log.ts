import { appendFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { quote } from '../../reference/quote.ts'
import type { Problem } from '../../problem.ts'

import { noColors } from './color.ts'
import { identityOf } from '../io/file-identity.ts'
import { placeOf } from '../io/run-files.ts'
import { reasonOf } from '../io/system-error.ts'
import { type LogEntry, formatLogEntry } from './log-entry.ts'

/** A log file. `append` returns its problems. */
export type RunLog = {
  readonly problems: readonly Problem[]
  readonly append: (remarks: readonly LogEntry[]) => readonly Problem[]
}

/** Opens the log file, which shows early whether it can be written. Without a name, a log that keeps nothing. */
export function openLog(
  name: string | undefined,
  cwd: string,
  read: ReadonlySet<string> = new Set(),
): RunLog {
  const nothing = { problems: [], append: () => [] }
  if (name === undefined) return nothing
  const place = placeOf(resolve(cwd, name))
  const { fault, remedy } =
    typeof place !== 'string'
      ? place
      : {
          fault: read.has(identityOf(place)) ? 'is one of the files of this run' : undefined,
          remedy: 'name another file',
        }
  if (fault !== undefined) {
    const message = `--log-file: ${quote(name)} ${fault}`
    return { ...nothing, problems: [{ code: 'USAGE_INVALID', message, remedy }] }
  }
  const write = (text: string): readonly Problem[] => {
    try {
      appendFileSync(resolve(cwd, name), text)
      return []
    } catch (error) {
      const message = `the log file ${quote(name)} cannot be written: ${reasonOf(error)}`
      return [{ code: 'USAGE_INVALID', message, remedy: 'name a file that can be written with --log-file' }]
    }
  }
  const problems = write('')
  if (problems.length > 0) return { ...nothing, problems }
  return {
    problems,
    append: remarks => write(remarks.map(remark => formatLogEntry(remark, noColors)).join('')),
  }
}
