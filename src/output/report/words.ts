import type { ProblemEntry, RestartEntry, Report, SkippedEntry, ReportPlace } from './report.ts'

/** The words of the report's codes, for people. */
export const stateWords: Readonly<Record<RestartEntry['effect'] | SkippedEntry['why'], string>> = {
  restart: 'restarts',
  'next-run': 'from the next run on',
  refused: 'cannot be updated',
  'already-there': 'already there',
  excluded: 'excluded',
  'no-rules': 'no rule',
  placeholder: 'placeholder',
  doubtful: 'look at it',
}

/** What a problem is for the run, in one word. */
export function labelOf({ severity, accepted }: ProblemEntry): 'error' | 'warning' | 'note' | 'accepted' {
  if (accepted !== undefined) return 'accepted'
  return severity === 'warning' || severity === 'note' ? severity : 'error'
}

/** One sentence about the whole run. */
export function headlineOf({ command, outcome, summary }: Report): string {
  const { images, objects, secrets, errors, warnings, accepted } = summary
  const aside = [
    warnings === 0 ? '' : `, ${counted(warnings, 'warning')}`,
    accepted === 0 ? '' : `, ${counted(accepted, 'accepted problem')}`,
  ].join('')
  if (command === 'verify') {
    return outcome === 'done'
      ? `No image points outside${aside}.`
      : `Not proved: ${counted(errors, 'error')}${aside}.`
  }
  if (outcome === 'failed') return `Refused with ${counted(errors, 'error')}${aside}: nothing was written.`
  const relocated = `${counted(images, 'image')} in ${counted(objects, 'object')} relocated`
  return `${relocated}, ${counted(secrets, 'list')} of pull secrets extended${aside}.`
}

/** The parts of a spot as texts; empty where nothing is known. */
export function whereOf(spot: ReportPlace): { file: string; line: string; object: string; path: string } {
  const { file, template, line, object, namespace, path } = spot
  const name = object === undefined ? '' : namespace === undefined ? object : `${object} (${namespace})`
  return {
    file: file ?? template ?? '',
    line: line === undefined ? '' : String(line),
    object: name,
    path: path ?? '',
  }
}

/** A number with its noun: "1 image", "2 images". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
