import type { Palette } from './message.ts'

/** Without colour: for files, pipes and NO_COLOR. */
export const noColors: Palette = { error: same, warning: same, place: same, aside: same }

/** For terminals: https://en.wikipedia.org/wiki/ANSI_escape_code#SGR */
export const ansiColors: Palette = {
  error: text => `\u001b[1;31m${text}\u001b[0m`,
  warning: text => `\u001b[1;33m${text}\u001b[0m`,
  place: text => `\u001b[1m${text}\u001b[0m`,
  aside: text => `\u001b[2m${text}\u001b[0m`,
}

/**
 * Whether to colour, by `--color`; `auto` (and undefined) colours on a terminal that is not dumb, unless NO_COLOR is set
 * to something (https://no-color.org).
 */
export function isColored(
  when: string | undefined,
  isTerminal: boolean,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (when === 'always') return true
  const isWanted = isTerminal && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
  return when !== 'never' && isWanted
}

/** How to set the parts of a message off; see `isColored`. */
export function colorsFor(...manner: Parameters<typeof isColored>): Palette {
  return isColored(...manner) ? ansiColors : noColors
}

function same(text: string): string {
  return text
}
