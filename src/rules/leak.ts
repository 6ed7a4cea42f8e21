import type { Place, Problem } from '../problem.ts'
import { printable } from '../reference/quote.ts'
import { formatReference, type Reference } from '../reference/reference.ts'
import { shellWord } from '../reference/shell.ts'
import { acceptIt } from './accept-row.ts'

/** An image that is outside: as it is written, where, and what the rules would make of it. */
type Leak = {
  readonly image: string
  readonly place: Place
  /** Why nothing is changed there; undefined where a relocation would move it. */
  readonly fixed?: string | undefined
  /** What in a configuration makes it one that is moved: a clause. */
  readonly remedy?: string | undefined
  /** Where the rules send it; undefined where none takes it. */
  readonly target?: Reference | undefined
}

/** The problem of an image that is outside, for the filter and for `verify`. Its remedy is what helps at that place. */
export function leakProblem({ image, place, fixed, remedy, target }: Leak): Problem {
  const problem = {
    code: 'IMAGE_LEAK',
    message: `${printable(image)} is outside the target registry${fixed === undefined ? '' : `, and ${fixed}`}`,
    place,
    image,
  } as const
  const accept = fixed === undefined ? `give --accept ${shellWord(`IMAGE_LEAK=${image}`)}` : acceptIt(problem)
  // What is joined has another name than what is written, and an exclusion has to say it.
  const stays = `if it may stay, ${remedy === undefined ? '--exclude it or ' : ''}${accept}`
  return { ...problem, remedy: `${remedy ?? wayOut(fixed, target)}; ${stays}` }
}

function wayOut(fixed: string | undefined, target: Reference | undefined): string {
  if (fixed !== undefined) return 'change it where the value comes from'
  return target === undefined
    ? 'give a --registry, --mirror or --image that takes it'
    : `relocate the stream with the same rules, which send it to ${printable(formatReference(target))}`
}
