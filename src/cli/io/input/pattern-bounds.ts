/** How many patterns the braces of one may stand for: fast-glob writes all of them out. */
const mostExpanded = 10_000

/** How many of a range: https://github.com/micromatch/braces refuses more. */
const mostInRange = 1_000

/** How many wildcards a name or a path may have: each makes matching a long name some hundred times slower. */
const mostWildcards = 4

/** Why a pattern would take longer than a run should, in words; undefined when it would not. */
export function excessOf(pattern: string): string | undefined {
  const ranges = [...pattern.matchAll(/\{([^{},]{1,40}?)\.\.([^{},]{1,40}?)(?:\.\.[^{},]{1,40})?\}/g)].map(
    sizeOfRange,
  )
  if (Math.max(0, ...ranges) > mostInRange) return `a range of more than ${mostInRange}`
  const choices = choicesIn(pattern).reduce((all, count) => all * count, 1)
  if (ranges.reduce((all, count) => all * count, choices) > mostExpanded)
    return `braces for more than ${mostExpanded} patterns`
  const names = pattern.split('/')
  const most = Math.max(
    ...names.map(wildcardsIn),
    names.filter((name, at) => name === '**' && names[at - 1] !== name).length,
  )
  return most > mostWildcards ? `more than ${mostWildcards} wildcards in one name or path` : undefined
}

function sizeOfRange([, from = '', to = '']: RegExpExecArray): number {
  const [low, high] = [from, to].map(end => (/^-?\d+$/.test(end) ? Number(end) : end.charCodeAt(0)))
  return Math.abs((high ?? 0) - (low ?? 0)) + 1
}

/** The number of alternatives of each pair of braces. */
function choicesIn(pattern: string): readonly number[] {
  const closed: number[] = []
  const open: number[] = []
  for (const mark of pattern.match(/\\.|[{},]/g) ?? []) {
    const inner = open.length - 1
    if (mark === '{') open.push(1)
    else if (mark === '}') closed.push(open.pop() ?? 1)
    else if (mark === ',' && inner >= 0) open[inner] = (open[inner] ?? 1) + 1
  }
  return closed
}

function wildcardsIn(name: string): number {
  return name.match(/\\.|\*+|\+\(/g)?.filter(part => !part.startsWith('\\')).length ?? 0
}
