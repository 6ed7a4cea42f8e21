import { isAbout, problemTable, type ProblemCode, type Severity, type Topic } from './problem-code.ts'

export { isAbout, problemTable, type ProblemCode, type Severity, type Topic } from './problem-code.ts'

/**
 * An error, a warning or a note. A problem is a value: it is collected, sorted, printed and turned into an exit code; it
 * is never thrown.
 */
export type Problem = {
  readonly code: ProblemCode
  /** What is wrong, with a quote of it. One line, no final stop. */
  readonly message: string
  /** What to do about it. One line, no final stop. */
  readonly remedy: string
  readonly place?: Place
  /**
   * The scope, if it is wider than the place, which is then the first that shows the problem. A problem of the run is
   * printed once for each remedy, one of a stream once in the stream.
   */
  readonly scope?: Scope
  /** The image it is about, as written. */
  readonly image?: string | undefined
  /** The reason, if the user accepted it: it then fails no run. */
  readonly accepted?: string
}

type Scope = 'run' | 'stream' | 'place'

/** Where in the input. Lines and columns count from 1 in the stream (or file) as it was read. */
export type Place = {
  /** The file given on the command line; undefined for standard input. */
  readonly file?: string | undefined
  /** The chart template: Helm's `# Source:` comment or its filename annotation. */
  readonly source?: string | undefined
  readonly line?: number | undefined
  readonly column?: number | undefined
  /** `Kind/name`, as far as the document says. */
  readonly object?: string | undefined
  /** The field, as in `spec/template/spec/containers[0]/image`. */
  readonly path?: string | undefined
}

/** The path below the object itself: items of a List have `items[3]/` in front. */
export function pathInItem(path: string): string {
  return path.replace(/^(?:items\[\d+\]\/)+/, '')
}

/** How many problems are about something and not accepted. */
export function countAbout(topic: Topic, problems: readonly Problem[]): number {
  return problems.filter(({ code, accepted }) => accepted === undefined && isAbout(topic, code)).length
}

/** The severity of a problem: from its code alone, unless it was accepted. */
export function severityOf({ code, accepted }: Problem): Severity {
  return accepted === undefined ? problemTable[code].severity : 'note'
}

/** Gives a filter for the problems of the streams of a run, one stream after the other: those of the run are printed once. */
export function onceInRun(): (problems: readonly Problem[]) => readonly Problem[] {
  const seen = new Set<string>()
  return problems =>
    problems.filter(({ scope, code, remedy }) => {
      const key = `${code} ${remedy}`
      return scope !== 'run' || (!seen.has(key) && seen.add(key))
    })
}

/** Whether a run with this problem gives no output. */
export function isFatal(problem: Problem): boolean {
  const severity = severityOf(problem)
  return severity !== 'warning' && severity !== 'note'
}
