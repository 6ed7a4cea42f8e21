import { findImages, type FindOptions, type Findings } from '../find/find.ts'
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import { joinFindings } from './join-settled.ts'
import type { openSettling, Settled } from './settle.ts'

/** The findings in a stream, and what happens to the documents that were planned as soon as they were read. */
export type Looked = { readonly found: Findings; readonly settled?: Settled | undefined }

type Engine = { readonly fieldSpecs: readonly FieldSpec[] } & Pick<FindOptions, 'isNamed' | 'isTarget'>

type Given = Pick<FindOptions, 'file' | 'positions' | 'definitionsWith'> & { readonly text: string }

type Open = ReturnType<typeof openSettling>

/** Find in all streams of a run; `open` plans what depends on no other document. */
export function lookAt(streams: readonly Given[], engine: Engine, open: Open): readonly Looked[] {
  const looks = streams.map(stream => {
    const settling = open?.()
    return { settling, stream, found: findWith(stream, engine, { settle: settling?.settle }) }
  })
  return looks.map(({ settling, stream, found }) => {
    const isWanted = settling?.reopen()
    const all = isWanted === undefined ? found : joinFindings(found, findWith(stream, engine, { isWanted }))
    return { found: all, settled: settling?.settled }
  })
}

/** Find in a stream of a run whose accounts are known. */
export function lookAgain(stream: Given, engine: Engine, open: Open): Looked {
  const settling = open?.()
  return { found: findWith(stream, engine, { settle: settling?.settle }), settled: settling?.settled }
}

function findWith(
  { text, file, positions, definitionsWith }: Given,
  { fieldSpecs, isNamed, isTarget }: Engine,
  options: FindOptions,
): Findings {
  return findImages(text, fieldSpecs, {
    file,
    positions,
    definitionsWith,
    isNamed,
    isTarget,
    ...options,
  })
}
