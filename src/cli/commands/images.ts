import { formatImages, imageFormats } from '../../output/images/image-format.ts'
import type { ImageLine } from '../../output/images/image-line.ts'
import { listImages, listUnknown } from '../../output/images/image-list.ts'

import type { Invocation, Outcome } from '../commands.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { readInput } from '../io/input-streams.ts'
import { noOutcome } from '../messages/outcome.ts'
import { relocateStreams } from '../io/relocate-streams.ts'
import { counted, summaryLine } from '../../summary.ts'

/** Lists every image of the input with its target, for people, for programs, or as a copy job. */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const { streams, problems: unread } = await readInput(invocation)
  if (unread.length > 0) return { ...noOutcome, problems: unread }
  const { config, settings } = invocation
  const { results, summary, problems: found } = await relocateStreams(streams, config, true)
  if (exitCodeOf(found, config.strict) !== 0) return { ...noOutcome, problems: found }
  const all = listImages(results)
  const lines = settings.isOn('unresolved') ? all.filter(isUnresolved) : all
  const list = { lines, unknown: listUnknown(results) }
  const format = imageFormats.find(name => name === settings.text('output')) ?? 'table'
  const { text: whole, problems } = await formatImages(list, format)
  const isWide = format === 'table' && invocation.stdout.isTTY === true && !fits(whole, invocation.env)
  const text = isWide ? (await import('../../output/images/image-table.ts')).formatCards(list) : whole
  const lock = settings.text('lock')
  const locking =
    lock === undefined ? [] : await (await import('./images/write-lock.ts')).writeLock(lock, all, invocation)
  return {
    output: text,
    problems: [...found, ...problems, ...locking],
    details: [],
    summary: `${counted(lines.length + list.unknown.length, 'image')} listed; ${summaryLine(summary, 'to move')}`,
  }
}

/** Whether every line fits on the terminal; `COLUMNS` counts before what the terminal says. */
function fits(text: string, { COLUMNS: named }: Invocation['env']): boolean {
  const columns = Number(named ?? process.stdout.columns) || 80
  return text.split('\n').every(line => line.length <= columns)
}

/** No rule says where it goes, or only you know which of its versions the cluster pulls. */
function isUnresolved({ state, isRepository }: ImageLine): boolean {
  return isRepository || state === 'no-rules'
}
