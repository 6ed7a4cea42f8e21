import { findImages, type FindOptions, type Findings } from '../find/find.ts'
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import { joinFindings } from './join-settled.ts'
import type { openSettling, Settled } from './settle.ts'

/** What was found in the streams of a run, and what becomes of the documents that were planned as soon as they were read. */
export type Look = { readonly found: readonly Findings[]; readonly settled: readonly (Settled | undefined)[] }

type Engine = { readonly fieldSpecs: readonly FieldSpec[] } & Pick<FindOptions, 'isNamed' | 'isTarget'>

/** Find in all streams; `open` plans what depends on no other document. */
export function lookAt(
  streams: readonly (Pick<FindOptions, 'file' | 'positions' | 'definitionsWith'> & {
    readonly text: string
  })[],
  { fieldSpecs, isNamed, isTarget }: Engine,
  open: ReturnType<typeof openSettling>,
): Look {
  const looks = streams.map(({ text, file, positions, definitionsWith }) => {
    const settling = open?.()
    const find = (options: FindOptions): Findings =>
      findImages(text, fieldSpecs, { file, positions, definitionsWith, isNamed, isTarget, ...options })
    return { settling, find, found: find({ settle: settling?.settle }) }
  })
  const found = looks.map(look => {
    const isWanted = look.settling?.reopen()
    return isWanted === undefined ? look.found : joinFindings(look.found, look.find({ isWanted }))
  })
  return { found, settled: looks.map(({ settling }) => settling?.settled) }
}
