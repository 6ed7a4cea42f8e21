import type { StreamCounts } from '../../plan/stream-counts.ts'
import { printablePath } from '../../reference/quote.ts'
import type { Result } from '../../relocate.ts'

import { aliasEntries, fieldEntries, podEntries, secretEntries } from './entries.ts'
import { imageEntries } from './image-entries.ts'
import { operatorEntries } from './operator-entries.ts'
import type { Report } from './report.ts'
import { restartEntries } from './restart-entries.ts'
import { unchangedEntries, unknownEntries } from './skipped.ts'

/** The lists of a report that the streams of a run fill. */
export const entryLists = [
  'images',
  'secrets',
  'pods',
  'aliases',
  'fields',
  'operatorImages',
  'restarts',
  'skipped',
] as const

export type ReportEntries = Pick<Report, (typeof entryLists)[number]>

/** What one stream adds to a report: plain data. */
type StreamEntries = ReportEntries & { readonly file?: string }

/** The same with what the counts of the stream are. */
export type CountedEntries = StreamEntries & { readonly counts: StreamCounts }

/** The entries of one stream; `label` is the label that names the team of an object. */
export function entriesOf(result: Result, file?: string, label?: string): StreamEntries {
  return {
    ...(file === undefined ? {} : { file: printablePath(file) }),
    images: imageEntries(result, label),
    secrets: secretEntries(result),
    pods: podEntries(result),
    aliases: aliasEntries(result),
    fields: fieldEntries(result),
    operatorImages: operatorEntries(result),
    restarts: restartEntries(result),
    skipped: [...unchangedEntries(result), ...unknownEntries(result)],
  }
}
