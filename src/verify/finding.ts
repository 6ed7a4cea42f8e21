import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import { formatFieldSpec } from '../knowledge/fieldspecs/format.ts'
import type { Place, Problem } from '../problem.ts'
import { printable } from '../reference/quote.ts'
import { formatReference, type Reference } from '../reference/reference.ts'
import { acceptIt } from '../rules/accept-row.ts'
import { leakProblem } from '../rules/leak.ts'
import { flowText } from '../yaml/flow.ts'

/** What makes a possible image one that is moved: a field spec, or a rule for exactly this image. */
export type Help = { readonly row: FieldSpec } | { readonly source: string }

/** An image outside its target, or a possible one. */
export type OutsideImage = {
  readonly is: 'image' | 'possible'
  /** The image as it is written. Of a text that holds it, nothing else is shown. */
  readonly image: string
  /** Why it is only a possible one: a clause without a final stop. */
  readonly why: string | undefined
  /** In the stream that was verified. */
  readonly offset: number
  readonly place: Place
  /** Why nothing is changed there, whatever the rules. */
  readonly fixed?: string | undefined
  /** What in a configuration makes it one that is moved: a clause. */
  readonly remedy?: string | undefined
  /** Where the rules send it; undefined where none takes it. */
  readonly target?: Reference | undefined
  /** Possible images: what in a configuration would make it one that is moved. */
  readonly helps?: Help | undefined
}

/** A finding as a problem: for `verify`, and for a relocation that verifies its own output. */
export function problemOf(outside: OutsideImage): Problem {
  if (outside.is === 'image') return leakProblem(outside)
  const { image, why, place } = outside
  const problem = {
    code: 'IMAGE_POSSIBLE',
    message: `${printable(image)} is possibly an image outside the target registry: ${why}`,
    place,
    image,
  } as const
  return {
    ...problem,
    remedy: `review it; if it is an image, ${makeImage(outside)}; if not, ${acceptIt(problem)}`,
  }
}

function makeImage({ helps, target }: OutsideImage): string {
  if (helps === undefined) return "change it in the chart's values"
  if ('row' in helps) return `add this row under fieldSpecs: - ${formatFieldSpec(helps.row)}`
  const to = target === undefined ? 'TARGET' : formatReference(target)
  return `add this rule under images: - ${flowText({ source: helps.source, target: to })}`
}
