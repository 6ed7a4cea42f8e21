import { parseRegExpLiteral, type AST } from '@eslint-community/regexpp'

/** Long enough that an expression which tries every start with every end takes seconds, and a good one no time. */
const length = 15_000
const most = 150

/** What stands for a class of characters: one of each kind that expressions tell apart. */
const characters = [
  'a',
  'A',
  '1',
  ' ',
  '\t',
  '\n',
  '\r',
  '/',
  ':',
  '.',
  '-',
  '_',
  '"',
  "'",
  '$',
  '{',
  '#',
  '=',
  '@',
  '\u0085',
]

/**
 * Texts on which an expression goes wrong if any does: to each of its repetitions, what comes before it, then the repeated
 * once, many times, and an end that fits nothing; and the same from the start, again and again.
 */
export function adversaries(pattern: RegExp): readonly string[] {
  const { pattern: tree, flags } = parseRegExpLiteral(pattern)
  const texts = new Set<string>()
  const fit = new RegExp('', flags.raw)
  for (const { before, pump } of pumps(tree.alternatives, '', fit)) {
    const many = pump.repeat(length / pump.length)
    for (const end of ['\u0000', '\n', '!']) texts.add(before + many + end)
    texts.add((before + pump).repeat(length / (before.length + pump.length)) + '\u0000')
  }
  return sample(Array.from(texts), most)
}

/** Evenly spread, so that no part of a long expression goes untried. */
function sample(texts: readonly string[], count: number): readonly string[] {
  if (texts.length <= count) return texts
  return Array.from({ length: count }, (_, index) => texts[Math.floor((index * texts.length) / count)] ?? '')
}

type Pump = { readonly before: string; readonly pump: string }

function* pumps(alternatives: readonly AST.Alternative[], before: string, flags: RegExp): Iterable<Pump> {
  for (const { elements } of alternatives) {
    const starts = new Set([before])
    for (const element of elements) {
      for (const start of starts) yield* pumpsOf(element, start, flags)
      const fitting = fits(element, flags).slice(0, 2)
      const next = Array.from(starts).flatMap(start => fitting.map(text => start + text))
      starts.clear()
      for (const start of next.slice(0, 3)) starts.add(start)
    }
  }
}

function* pumpsOf(element: AST.Element, before: string, flags: RegExp): Iterable<Pump> {
  if (element.type === 'Quantifier') {
    if (element.max > 50)
      for (const pump of fits(element.element, flags, 6)) if (pump !== '') yield { before, pump }
    yield* pumpsOf(element.element, before, flags)
  }
  if ('alternatives' in element) yield* pumps(element.alternatives, before, flags)
}

/** Some texts that an element takes, the shortest first. */
function fits(element: AST.Element, flags: RegExp, count = 3): readonly string[] {
  switch (element.type) {
    case 'Character':
      return [String.fromCodePoint(element.value)]
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass': {
      const one = new RegExp(`^${element.raw}$`, flags.flags)
      const own = 'elements' in element ? element.elements.flatMap(charactersOf) : []
      return [...new Set([...own, ...characters])].filter(text => one.test(text)).slice(0, count)
    }
    case 'Quantifier': {
      const { min } = element
      const once = fits(element.element, flags, count)
      return min === 0 ? ['', ...once] : once.map(text => text.repeat(min))
    }
    case 'Group':
    case 'CapturingGroup':
      return [...new Set(element.alternatives.flatMap(alternative => shortest(alternative, flags)))].slice(
        0,
        count,
      )
    case 'Backreference':
      return typeof element.resolved === 'object' && 'alternatives' in element.resolved
        ? fits(element.resolved, flags, count)
        : ['']
    default:
      return ['']
  }
}

function shortest({ elements }: AST.Alternative, flags: RegExp): readonly string[] {
  return elements.reduce<readonly string[]>(
    (texts, element) => texts.flatMap(text => fits(element, flags, 2).map(more => text + more)).slice(0, 3),
    [''],
  )
}

function charactersOf(element: { readonly type: string }): readonly string[] {
  const known = element as AST.ClassRangesCharacterClassElement
  if (known.type === 'Character') return [String.fromCodePoint(known.value)]
  return known.type === 'CharacterClassRange' ? [String.fromCodePoint(known.min.value)] : []
}
