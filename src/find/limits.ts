/** Values that a run holds to its end, because something was found in their documents: 100,000 pods have 2,000,000. */
export const mostValues = 480_000

/** Images and lists of pull secrets whose documents are held to the end of the run. */
export const mostFindings = 60_000

/** Images and lists of pull secrets of which only what becomes of them is held. */
export const mostSettled = 60_000

/** Possible images, each of which is a warning. */
export const mostPossible = 60_000

/** Names of pull secrets that are written: 100,000 pods with ten secrets each get 1,000,000. */
export const mostAddedSecrets = 2_000_000

/** How much of each a run has. */
export type HeldCounts = {
  readonly values: number
  readonly findings: number
  readonly settled: number
  readonly possible: number
}

/** The limit that a run exceeds, in words; undefined when it exceeds none. */
export function exceededBy({ values, findings, settled, possible }: HeldCounts): string | undefined {
  if (values > mostValues) return `${mostValues} values of documents whose parts depend on others`
  if (findings > mostFindings) return `${mostFindings} images and lists of pull secrets`
  if (settled > mostSettled) return `${mostSettled} images and lists of pull secrets`
  return possible > mostPossible ? `${mostPossible} possible images` : undefined
}
