import { printableSentence } from '../../../reference/quote.ts'

/** One check of the doctor. */
export type Check = {
  /** `bad` fails the whole examination, `note` is worth reading. */
  readonly status: 'ok' | 'note' | 'bad'
  readonly subject: string
  readonly finding: string
  /** What to do about it. */
  readonly remedy?: string | undefined
}

/** Checks as lines: status, subject and finding in columns, the remedy below. Control characters are escaped. */
export function formatChecks(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ subject }) => subject.length)) + 2
  return checks
    .flatMap(({ status, subject, finding, remedy }) => [
      `${status.padEnd(6)}${subject.padEnd(width)}${printableSentence(finding)}`,
      ...(remedy === undefined ? [] : [`${' '.repeat(6 + width)}→ ${printableSentence(remedy)}`]),
    ])
    .map(line => `${line}\n`)
    .join('')
}
