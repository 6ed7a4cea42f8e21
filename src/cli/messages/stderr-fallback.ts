import { closeSync, constants, fstatSync, openSync, readFileSync, writeSync } from 'node:fs'

/** Beyond this many lines the log file is the better place to read. */
const mostLines = 20

const { O_WRONLY, O_APPEND, O_NONBLOCK, O_NOCTTY } = constants

/**
 * Tells a person why a run failed when Helm 4 hides our stderr: through Helm's own stderr, where the person (or the
 * log of a pipeline) looks anyway and where Helm 3 would have put it; else on the terminal, if there is one. Gives
 * whether anybody got it.
 *
 * Never waits: if a pipe is full or a terminal is stopped, it is skipped; the log file has the lines. The lines must be
 * free of control characters.
 */
export function reportWithoutStderr(lines: readonly string[], log: string): boolean {
  const left = lines.length - mostLines
  const text = [
    ...lines.slice(0, mostLines),
    ...(left > 0 ? [`k8ssandra-relocate: ${left} more lines in the log`] : []),
    `k8ssandra-relocate: log: ${log}\n`,
  ].join('\n')
  return writeTo(parentsError(), text) || writeTo('/dev/tty', text)
}

/** Tells a person at the terminal one line, where there is a terminal. Nothing else of Helm's gets it: the run went well. */
export function tellTerminal(line: string): boolean {
  return writeTo('/dev/tty', `${line}\n`)
}

/**
 * The standard error of the process that started us, as Linux shows it; undefined where that must not be written. A
 * file that was not opened for appending is no place: Helm would write its own words over ours.
 */
function parentsError(): string | undefined {
  const parent = `/proc/${process.ppid}`
  try {
    const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`${parent}/fdinfo/2`, 'utf8'))?.[1] ?? '0'
    const descriptor = openSync(`${parent}/fd/2`, O_WRONLY | O_NONBLOCK | O_NOCTTY)
    const stat = fstatSync(descriptor)
    closeSync(descriptor)
    const isFile = stat.isFile()
    return isFile && (parseInt(flags, 8) & O_APPEND) === 0 ? undefined : `${parent}/fd/2`
  } catch {
    return undefined
  }
}

function writeTo(path: string | undefined, text: string): boolean {
  if (path === undefined || process.platform === 'win32') return false
  let descriptor: number | undefined
  try {
    descriptor = openSync(path, O_WRONLY | O_APPEND | O_NONBLOCK | O_NOCTTY)
    const bytes = Buffer.from(text)
    for (let written = 0; written < bytes.length;) written += writeSync(descriptor, bytes, written)
    return true
  } catch {
    return false
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}
