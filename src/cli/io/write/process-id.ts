import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

import { hasCode } from '../system-error.ts'

/** A process of some machine: its number alone is given to another one after its end. */
export type ProcessId = { readonly pid: number; readonly started: string; readonly host: string }

export function ownProcess(): ProcessId {
  return { pid: process.pid, started: startOf(process.pid), host: hostname() }
}

/** Whether a process runs; undefined where this machine cannot know. */
export function isRunning({ pid, started, host }: ProcessId): boolean | undefined {
  if (host !== hostname()) return undefined
  return isTaken(pid) && (started === '' || startOf(pid) === '' || startOf(pid) === started)
}

/** Whether a process has this number. One of another user has it as well: the system refuses the signal, and says so. */
export function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return !hasCode(error, 'ESRCH')
  }
}

/** When a process started, in ticks since the machine did; empty where the system does not tell. See proc_pid_stat(5). */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
