import type { Invocation } from '../commands.ts'

/** Tells a person how far a long run is. */
export type Progress = { readonly step: () => void; readonly end: () => void }

/** On a terminal one line that is written over and taken away at the end; elsewhere, and with `--quiet`, nothing. */
export function progressOn(
  { stderr, settings }: Pick<Invocation, 'stderr' | 'settings'>,
  total: number,
  what: string,
): Progress {
  if (stderr.isTTY !== true || settings.isOn('quiet')) return { step: () => undefined, end: () => undefined }
  let done = 0
  const write = (text: string): void => stderr.write(`\r\u001b[K${text}`, () => undefined)
  write(`0 of ${total} ${what}`)
  return { step: () => write(`${Math.min(++done, total)} of ${total} ${what}`), end: () => write('') }
}
