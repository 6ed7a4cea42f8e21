import { mostAddedSecrets, mostFindings, mostPossible, mostSettled, mostValues } from '../src/find/limits.ts'

/** What one stream may have, as a Markdown list. */
export function limitList(): string {
  const limits = [
    [mostValues, 'values of documents whose parts depend on others'],
    [mostFindings, 'images and lists of pull secrets in such documents'],
    [
      mostSettled,
      'images and lists of pull secrets in other documents, those aside that are written like an earlier one',
    ],
    [mostPossible, 'possible images'],
    [mostAddedSecrets, 'pull secrets that are added to lists'],
  ] as const
  return limits.map(([most, what]) => `- ${most.toLocaleString('en-US')} ${what}`).join('\n')
}
