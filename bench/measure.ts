import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { performance } from 'node:perf_hooks'
import { setImmediate as pause, setTimeout as sleep } from 'node:timers/promises'

/** A program to time: it reads the stream on stdin, or finds it by itself. */
export type Contender = {
  readonly name: string
  readonly command: string
  readonly arguments: readonly string[]
}

/** What one whole process took, from start to exit. */
export type Run = {
  readonly milliseconds: number
  /** Most resident memory in MB (10⁶ bytes), seen by looking again and again; undefined where there is no /proc. */
  readonly megabytes: number | undefined
}

/**
 * Run a process with `input` as stdin and `output` as stdout.
 *
 * Watching memory costs time, so a run is either timed or watched.
 *
 * @throws Error when it cannot start or does not exit with 0, with what it said on stderr.
 */
export async function runOnce(
  contender: Contender,
  input: string,
  output: string,
  watch = false,
): Promise<Run> {
  const source = await open(input, 'r')
  const target = await open(output, 'w')
  try {
    const start = performance.now()
    const child = spawn(contender.command, contender.arguments, { stdio: [source.fd, target.fd, 'pipe'] })
    let complaint = ''
    child.stderr?.on('data', chunk => (complaint += String(chunk)))
    const ended: Promise<unknown[]> = once(child, 'close')
    const watched = watch && child.pid !== undefined ? peakOf(child.pid, ended) : undefined
    const [status] = await ended
    const milliseconds = performance.now() - start
    if (status !== 0) throw new Error(`${contender.name} ended with ${String(status)}: ${complaint.trim()}`)
    return { milliseconds, megabytes: await watched }
  } finally {
    await source.close()
    await target.close()
  }
}

/** How long a process is looked at without a pause; a short one is over before a timer fires a few times. */
const eager = 100

/**
 * The most memory of a process until it ends. Before the system has put the program in place, the child still is a copy of
 * this process: what it holds then does not count.
 */
async function peakOf(processId: number, ended: Promise<unknown[]>): Promise<number | undefined> {
  let peak: number | undefined
  let running = true
  const stop = (): void => void (running = false)
  ended.then(stop, stop)
  const before = readProcess('self', 'cmdline')
  const start = performance.now()
  let isProgram = false
  while (running) {
    isProgram ||= !['', before].includes(readProcess(processId, 'cmdline'))
    const status = isProgram ? readProcess(processId, 'status') : ''
    const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]
    if (kilobytes !== undefined) peak = (Number(kilobytes) * 1024) / 1e6
    await (performance.now() - start < eager ? pause() : sleep(1))
  }
  return peak
}

/** A file of a process below /proc; empty where there is none. */
function readProcess(processId: number | 'self', file: 'cmdline' | 'status'): string {
  try {
    return readFileSync(`/proc/${processId}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

/** The middle of the numbers; of an even count, the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}
