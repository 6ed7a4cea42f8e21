import { counted, summaryLine } from '../../summary.ts'
import { checkCounts } from './check-words.ts'
import type { Report } from './report.ts'

const titles: Readonly<Record<string, string>> = {
  verify: 'Verification report',
  preflight: 'Preflight report',
}

export function titleOf({ command }: Report): string {
  return titles[command] ?? 'Relocation report'
}

/** One sentence about the whole run. */
export function headlineOf({ command, outcome, summary, checks }: Report): string {
  const { errors, warnings, places, atTarget, excluded, outside, possible, unknown } = summary
  const aside = warnings === 0 ? '' : `, ${counted(warnings, 'warning')}`
  if (command === 'verify') {
    const left = `${possible} possible${unknown === 0 ? '' : `, ${unknown} unknown`}`
    return outcome === 'done'
      ? `Verified: ${counted(atTarget, 'image')} at the target and ${excluded} excluded, in ${counted(places, 'field')}; none outside, ${left}${aside}.`
      : `Verification failed: ${counted(outside, 'image')} outside the target registries, ${left}.`
  }
  if (checks !== undefined) {
    const { good, all } = checkCounts(checks)
    const count = `${good} of ${counted(all, 'check')} found good`
    return outcome === 'done'
      ? `Ready: ${count}${aside}.`
      : `Not ready: ${count}, ${counted(errors, 'error')}${aside}.`
  }
  if (outcome === 'failed') return `Refused with ${counted(errors, 'error')}${aside}: nothing was written.`
  return `${summaryLine(summary)}${aside}.`
}
