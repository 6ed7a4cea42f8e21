import { isAbout, pathInItem, problemTable, type Problem, type ProblemCode } from '../problem.ts'
import { parseReference } from '../reference/parse.ts'
import { printable } from '../reference/quote.ts'
import { isRefusal } from '../reference/refusal.ts'
import { isFault } from '../reference/fault.ts'
import { matchesGlob, parseGlob } from './syntax/glob.ts'
import { matchSubjectOf } from './match-subject.ts'
import { covers, parsePattern } from './syntax/pattern.ts'

/** A problem that is known and accepted. A problem must match every key of the entry. */
export type Acceptance = {
  readonly code: ProblemCode
  /** The image, as an exclusion names it. */
  readonly image?: string
  /** `Kind/name`, with `*`, `**` and `?`. */
  readonly object?: string
  /** The field, with `*` for one part of it and `**` for several. */
  readonly path?: string
  /** Why it is accepted, for the report. */
  readonly reason?: string
}

const problemCodes = Object.keys(problemTable) as ProblemCode[]

/** Of the refusals, those that cannot be accepted: an image would run in place of another; nothing could be printed. */
const neverAccepted = (code: ProblemCode): boolean => isAbout('collision', code) || isAbout('nothing', code)

/** Whether a code can be accepted: what is refused or warned about. Input that cannot be read and wrong use cannot. */
export function isAcceptable(code: ProblemCode): boolean {
  return /policy|warning/.test(problemTable[code].severity) && !neverAccepted(code)
}

/** All codes that can be accepted. */
export function acceptableCodes(): readonly ProblemCode[] {
  return problemCodes.filter(isAcceptable)
}

/** The codes that an entry accepts. Each reason why an image stays outside is accepted with each other: which one it is depends on who asks. */
function acceptedWith(code: ProblemCode): readonly ProblemCode[] {
  return isAbout('outside', code) ? problemCodes.filter(other => isAbout('outside', other)) : [code]
}

const withoutReason = 'no reason given'

/** All problems; the accepted ones have their reason. */
export function acceptProblems(
  problems: readonly Problem[],
  acceptances: readonly Acceptance[],
): readonly Problem[] {
  if (acceptances.length === 0 || problems.length === 0) return problems
  const byCode = matchersOf(acceptances)
  return problems.map(problem => {
    if (problem.accepted !== undefined || !isAcceptable(problem.code)) return problem
    const found = byCode.get(problem.code)?.find(({ matches }) => matches(problem))
    if (found === undefined) return problem
    return { ...problem, accepted: found.acceptance.reason ?? withoutReason }
  })
}

/** A RULE_UNUSED warning for each acceptance that none of the problems of a run needs. */
export function unusedAcceptances(
  problems: readonly Problem[],
  acceptances: readonly Acceptance[],
): readonly Problem[] {
  const needed = new Set<Acceptance>()
  const byCode = matchersOf(acceptances)
  for (const problem of problems) {
    for (const { acceptance, matches } of byCode.get(problem.code) ?? []) {
      if (!needed.has(acceptance) && matches(problem)) needed.add(acceptance)
    }
  }
  return acceptances
    .filter(acceptance => !needed.has(acceptance))
    .map(acceptance => ({
      code: 'RULE_UNUSED',
      message: `accept ${printable(textOf(acceptance))} matched no problem of this run`,
      remedy: 'remove it, or correct what it names',
      image: textOf(acceptance),
    }))
}

type Matcher = { readonly acceptance: Acceptance; readonly matches: (problem: Problem) => boolean }

/** By the code of the problems that they are for. A run asks often. */
const known = new WeakMap<readonly Acceptance[], ReadonlyMap<ProblemCode, readonly Matcher[]>>()

function matchersOf(acceptances: readonly Acceptance[]): ReadonlyMap<ProblemCode, readonly Matcher[]> {
  const made = known.get(acceptances)
  if (made !== undefined) return made
  const byCode = new Map<ProblemCode, Matcher[]>()
  for (const acceptance of acceptances) {
    const matcher = matcherOf(acceptance)
    for (const code of acceptedWith(acceptance.code)) {
      const matchers = byCode.get(code)
      if (matchers === undefined) byCode.set(code, [matcher])
      else matchers.push(matcher)
    }
  }
  known.set(acceptances, byCode)
  return byCode
}

function matcherOf(acceptance: Acceptance): Matcher {
  const { image, object, path } = acceptance
  const tests: readonly ((problem: Problem) => boolean)[] = [
    ...(image === undefined ? [] : [imageTest(image)]),
    ...(object === undefined ? [] : [globTest(object, ({ place }) => place?.object)]),
    ...(path === undefined ? [] : [pathTest(path)]),
  ]
  return { acceptance, matches: problem => tests.every(fits => fits(problem)) }
}

function globTest(text: string, of: (problem: Problem) => string | undefined): Matcher['matches'] {
  const glob = parseGlob(text)
  return problem => {
    const found = of(problem)
    return found !== undefined && matchesGlob(glob, found)
  }
}

/** In a List and a ResourceList as in a document of its own: what was accepted in a file is so in a pipeline. */
function pathTest(text: string): Matcher['matches'] {
  const whole = globTest(text, ({ place }) => place?.path)
  const inItem = globTest(text, ({ place }) => place?.path && pathInItem(place.path))
  return problem => whole(problem) || inItem(problem)
}

/** By canonical name, as an exclusion; what is not a reference, by its text. */
function imageTest(text: string): Matcher['matches'] {
  const byText = globTest(text, ({ image }) => image)
  const pattern = parsePattern(text)
  if (isFault(pattern)) return byText
  return problem => {
    const reference = problem.image === undefined ? undefined : parseReference(problem.image)
    if (reference === undefined) return false
    return byText(problem) || (!isRefusal(reference) && covers(pattern, matchSubjectOf(reference)))
  }
}

function textOf({ code, image, object, path }: Acceptance): string {
  return [code, image, object, path].filter(part => part !== undefined).join(' ')
}
