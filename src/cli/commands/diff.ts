import { unifiedDiff, type DiffLine } from '../../edit/unified-diff.ts'
import { escapeControls, printable } from '../../reference/quote.ts'
import type { Result } from '../../relocate.ts'

import type { Invocation, Outcome } from '../commands.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { isColored } from '../messages/color.ts'
import { readInput } from '../io/input-streams.ts'
import { maskSecrets } from '../messages/mask-secrets.ts'
import { noOutcome } from '../messages/outcome.ts'
import type { Stream } from '../io/read-stream.ts'
import { relocateStreams } from '../io/relocate-streams.ts'
import { textOf, type Content } from '../io/content.ts'
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
  const { streams, problems: unread } = await readInput(invocation)
  if (unread.length > 0) return { ...noOutcome, problems: unread }
  const { results, outputs, problems, summary } = await relocateStreams(streams, config)
  if (exitCodeOf(problems, config.strict) !== 0) return { ...noOutcome, problems }

  const mask = settings.isOn('show-secrets') ? (text: string) => text : maskSecrets
  const lines = results.flatMap((result, index) => diffOf(streams[index], result, outputs[index], mask))
  const isTerminal = stdout.isTTY === true
  const hasColor = isColored(settings.text('color'), isTerminal, env)
  const output = lines.map(line => `${shown(line, hasColor, isTerminal)}\n`).join('')
  const exitCode = settings.isOn('exit-code') && lines.length > 0 ? 1 : 0
  return {
    output,
    problems,
    details: [],
    summary: `nothing was written; ${summaryLine(summary, 'to move')}`,
    exitCode,
  }
}

function diffOf(
  stream: Stream | undefined,
  result: Result,
  output: Content | undefined,
  mask: (text: string) => string,
): readonly DiffLine[] {
  if (stream === undefined || output === undefined) return []
  const name = stream.file?.name.replace(/^(?:\.?\/)+/, '') ?? 'stdin'
  const hunks = [...result.lines.values()].flat()
  const names = { before: `a/${printable(name)}`, after: `b/${printable(name)}` }
  return unifiedDiff(mask(stream.text), mask(textOf(output)), hunks, names)
}

/** For a terminal nothing may be left that moves its cursor; a pipe gets the bytes as they are, for `patch`. */
function shown({ kind, text }: DiffLine, hasColor: boolean, isTerminal: boolean): string {
  const safe = isTerminal || hasColor ? text.replace(/[^\t]+/g, escapeControls) : text
  const color = colors[kind]
  return hasColor && color !== '' ? `\u001b[${color}m${safe}\u001b[0m` : safe
}
