import { unifiedDiff, type DiffLine } from '../../edit/unified-diff.ts'
import { escapeControls, printable } from '../../reference/quote.ts'

import type { Invocation, Outcome } from '../commands.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { isColored } from '../messages/color.ts'
import { maskSecrets } from '../messages/mask-secrets.ts'
import { noOutcome } from '../messages/outcome.ts'
import { relocateEach, type CurrentStream } from '../io/input/each-stream.ts'
import { openSources } from '../io/input/sources.ts'
import { textOf } from '../io/content.ts'
import { summaryLine } from '../../summary.ts'

/** https://en.wikipedia.org/wiki/ANSI_escape_code#SGR, in the colours that git gave people the habit of. */
const colors: Readonly<Record<DiffLine['kind'], string>> = {
  file: '1',
  range: '36',
  context: '',
  removed: '31',
  added: '32',
}

/**
 * Shows what the filter would change, as a unified diff that `patch -p1` takes, and changes nothing. Values of secrets
 * around the changes are masked; `patch` needs `--show-secrets` where there are any.
 */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const { config, settings, stdout, env } = invocation
  const sources = await openSources(invocation)
  if (sources.problems.length > 0) return { ...noOutcome, problems: sources.problems }
  const mask = settings.isOn('show-secrets') ? (text: string) => text : maskSecrets
  const isTerminal = stdout.isTTY === true
  const hasColor = isColored(settings.text('color'), isTerminal, env)
  const output: Uint8Array[] = []
  const { problems, summary } = await relocateEach(sources, config, turn => {
    const lines = diffOf(turn, mask).map(line => `${shown(line, hasColor, isTerminal)}\n`)
    if (lines.length > 0) output.push(Buffer.from(lines.join('')))
  })
  if (exitCodeOf(problems, config.strict) !== 0) return { ...noOutcome, problems }
  const exitCode = settings.isOn('exit-code') && output.length > 0 ? 1 : 0
  return {
    output,
    problems,
    details: [],
    summary: `nothing was written; ${summaryLine(summary, 'to move')}`,
    exitCode,
  }
}

function diffOf(
  { text, file, result, output }: CurrentStream,
  mask: (text: string) => string,
): readonly DiffLine[] {
  const name = file?.replace(/^(?:\.?\/)+/, '') ?? 'stdin'
  const hunks = [...result.lines.values()].flat()
  const names = { before: `a/${printable(name)}`, after: `b/${printable(name)}` }
  return unifiedDiff(mask(text), mask(textOf(output)), hunks, names)
}

/** For a terminal nothing may be left that moves its cursor; a pipe gets the bytes as they are, for `patch`. */
function shown({ kind, text }: DiffLine, hasColor: boolean, isTerminal: boolean): string {
  const safe = isTerminal || hasColor ? text.replace(/[^\t]+/g, escapeControls) : text
  const color = colors[kind]
  return hasColor && color !== '' ? `\u001b[${color}m${safe}\u001b[0m` : safe
}
