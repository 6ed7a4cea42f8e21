/** A limit of a stream, in words that messages and the documentation share. */
type Limit = {
  readonly most: number
  /** What may not be more. */
  readonly what: string
  /** Which of them count, where a message need not say it. */
  readonly which: string
}

/** How much of each thing one stream may have. */
export const limits = {
  /** Values that a run holds to its end, because something was found in their documents: 100,000 pods have 2,000,000. */
  values: { most: 480_000, what: 'values of documents whose parts depend on others', which: '' },
  /** Those whose documents are held to the end of the run. */
  findings: { most: 60_000, what: 'images and lists of pull secrets', which: ' in such documents' },
  /** Those of which only what becomes of them is held. */
  settled: {
    most: 60_000,
    what: 'images and lists of pull secrets',
    which: ' in other documents, not counting those written like an earlier one',
  },
  /** Each of them is a warning. */
  possible: { most: 60_000, what: 'possible images', which: '' },
  /** Names that are written: 100,000 pods with ten secrets each get 1,000,000. */
  secrets: { most: 2_000_000, what: 'pull secrets', which: ' that are added to lists' },
} as const satisfies Readonly<Record<string, Limit>>

/** How much of each a run has. */
type HeldCounts = Readonly<Record<Exclude<keyof typeof limits, 'secrets'>, number>>

/** The limit that a run exceeds, in words; undefined when it exceeds none. */
export function exceededBy({ values, findings, settled, possible }: HeldCounts): string | undefined {
  if (values > limits.values.most) return inWords(limits.values)
  if (findings > limits.findings.most) return inWords(limits.findings)
  if (settled > limits.settled.most) return inWords(limits.settled)
  return possible > limits.possible.most ? inWords(limits.possible) : undefined
}

/** A limit as a message names it. */
export function inWords({ most, what }: Limit): string {
  return `${most} ${what}`
}
