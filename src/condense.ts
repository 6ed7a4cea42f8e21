import type { Concern } from './concern.ts'
import { mayEncode } from './judge/encoded.ts'
import { suspectsInSchema } from './judge/schema.ts'
import { suspectsIn } from './judge/suspect.ts'
import { peekKinds } from './manifest/kind.ts'
import { isSchema } from './manifest/manifest.ts'
import { splitStream } from './manifest/stream.ts'

/** A stream in a form that is cheap to look through, and the way from there to its text. */
export type Scan = {
  /**
   * The stream with ASCII as it is and every other character as one or more characters beyond ASCII. Offsets of a scan
   * are indices into it.
   */
  readonly view: string
  /** The text between two offsets. */
  readonly text: (start: number, end: number) => string
  /** How many line ends there are between two offsets. */
  readonly lineEnds: (start: number, end: number) => number
}

/** Documents that follow each other: where they stand in the scan, and where in the condensed text. `end` exclusive. */
export type Piece = {
  readonly isKept: boolean
  readonly start: number
  readonly end: number
  readonly condensedStart: number
  readonly condensedEnd: number
}

/**
 * A stream in which documents that cannot matter have given way to as many empty lines, so that what is left stands on
 * the lines it stood on. The pieces cover the stream and the text, in order.
 */
export type Condensed = { readonly text: string; readonly pieces: readonly Piece[] }

/** Leave out every document that neither a relocation nor the judgement of its output has a reason to read. */
export function condense(scan: Scan, concerns: Concern): Condensed {
  const texts: string[] = []
  const pieces: Piece[] = []
  let length = 0
  for (const run of runsOf(scan.view, concerns)) {
    const text = run.isKept ? scan.text(run.start, run.end) : emptied(scan, run)
    texts.push(text)
    pieces.push({ ...run, condensedStart: length, condensedEnd: length + text.length })
    length += text.length
  }
  return { text: texts.join(''), pieces }
}

type Run = Pick<Piece, 'isKept' | 'start' | 'end'>

/** Neighbours with the same fate, each beginning with its `---`. */
function runsOf(view: string, concerns: Concern): readonly Run[] {
  const runs: Run[] = []
  let start = 0
  let isKept: boolean | undefined
  for (const document of splitStream(view)) {
    const fate = mayMatter(view.slice(document.start, document.end), concerns)
    const begin = document.start === 0 ? 0 : document.start - 3
    if (isKept !== undefined && fate !== isKept) {
      if (begin > start) runs.push({ isKept, start, end: begin })
      start = begin
    }
    isKept = fate
  }
  runs.push({ isKept: isKept ?? true, start, end: view.length })
  return runs
}

function mayMatter(content: string, concerns: Concern): boolean {
  const kinds = peekKinds(content)
  if (kinds.length > 0 && kinds.every(isSchema)) return suspectsInSchema(content).length > 0
  return concerns(kinds, content) || mayEncode(content, kinds) || suspectsIn(content).length > 0
}

function emptied({ view, lineEnds }: Scan, { start, end }: Run): string {
  const lines = '\n'.repeat(lineEnds(start, end))
  return view.startsWith('---', start) ? `---${lines}` : lines
}
