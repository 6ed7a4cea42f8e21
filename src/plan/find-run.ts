import { findIn, type FindOptions, type Findings, type ImageCriteria } from '../find/find.ts'
import { joinFindings } from './join-settled.ts'
import type { openSettling, Settled } from './settle.ts'

/** The findings in a stream, and what happens to the documents that were planned as soon as they were read. */
export type FoundStream = { readonly found: Findings; readonly settled?: Settled | undefined }

type Stream = Parameters<typeof findIn>[0]
type OpenSettling = ReturnType<typeof openSettling>

/** Find in all streams of a run; `open` plans what depends on no other document. */
export function findInRun(
  streams: readonly Stream[],
  criteria: ImageCriteria,
  open: OpenSettling,
): readonly FoundStream[] {
  const firstPass = streams.map(stream => {
    const settling = open?.()
    return { settling, stream, found: findIn(stream, criteria, { settle: settling?.settle }) }
  })
  return firstPass.map(({ settling, stream, found }) => {
    const isWanted: FindOptions['isWanted'] = settling?.reopen()
    const all = isWanted === undefined ? found : joinFindings(found, findIn(stream, criteria, { isWanted }))
    return { found: all, settled: settling?.settled }
  })
}

/** Find in a stream of a run whose accounts are known. */
export function findInStream(stream: Stream, criteria: ImageCriteria, open: OpenSettling): FoundStream {
  const settling = open?.()
  return { found: findIn(stream, criteria, { settle: settling?.settle }), settled: settling?.settled }
}
