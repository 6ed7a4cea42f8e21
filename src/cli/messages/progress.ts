import type { Invocation } from '../commands.ts'

/** Tells a person how far a long run is. */
type Progress = { readonly step: () => void; readonly end: () => void }

/** Milliseconds between two lines of a log. */
const pace = 10_000

/**
 * On a terminal one line that is written over and taken away at the end; elsewhere a line every ten seconds as long as the
 * run lasts. With `--quiet` nothing.
 */
export function progressOn(
  { stderr, settings }: Pick<Invocation, 'stderr' | 'settings'>,
  total: number,
  what: string,
): Progress {
  if (settings.isOn('quiet')) return { step: () => undefined, end: () => undefined }
  let done = 0
  if (stderr.isTTY !== true) {
    const tell = (): unknown => stderr.write(`${done} of ${total} ${what}\n`, () => undefined)
    const timer = setInterval(tell, pace).unref()
    return { step: () => void (done = Math.min(done + 1, total)), end: () => clearInterval(timer) }
  }
  const write = (text: string): void => stderr.write(`\r\u001b[K${text}`, () => undefined)
  write(`0 of ${total} ${what}`)
  return { step: () => write(`${Math.min(++done, total)} of ${total} ${what}`), end: () => write('') }
}
