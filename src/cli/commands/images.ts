import { formatImages, imageFormats } from '../../output/images/image-format.ts'
import type { ImageLine } from '../../output/images/image-line.ts'

import type { Invocation, Outcome } from '../commands.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { noOutcome } from '../messages/outcome.ts'
import { listEach } from '../io/input/list-each.ts'
import { counted, summaryLine } from '../../summary.ts'

/** Lists every image of the input with its target, for people, for programs, or as a copy job. */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const { config, settings } = invocation
  const { list: all, summary, problems: found } = await listEach(invocation)
  if (exitCodeOf(found, config.strict) !== 0) return { ...noOutcome, problems: found }
  const lines = settings.isOn('unresolved') ? all.lines.filter(isUnresolved) : all.lines
  const list = { lines, unknown: all.unknown }
  const format = imageFormats.find(name => name === settings.text('output')) ?? 'table'
  const { text: whole, problems } = await formatImages(list, format)
  const isWide = format === 'table' && invocation.stdout.isTTY === true && !fits(whole, invocation.env)
  const text = isWide ? (await import('../../output/images/image-table.ts')).formatCards(list) : whole
  const lock = settings.text('lock')
  const locking =
    lock === undefined
      ? []
      : await (await import('../io/write/lock-file.ts')).writeLock(lock, all.lines, invocation)
  return {
    output: text,
    problems: [...found, ...problems, ...locking],
    details: [],
    summary: `${counted(lines.length + list.unknown.length, 'image')} listed; ${summaryLine(summary, 'to move')}`,
  }
}

/** Whether every line fits on the terminal; `COLUMNS` wins over the width of the terminal. */
function fits(text: string, { COLUMNS: named }: Invocation['env']): boolean {
  const columns = Number(named ?? process.stdout.columns) || 80
  return text.split('\n').every(line => line.length <= columns)
}

/** No rule says where it goes, or only you know which of its versions the cluster pulls. */
function isUnresolved({ state, isRepository }: ImageLine): boolean {
  return isRepository || state === 'no-rules' || state === 'kept'
}
