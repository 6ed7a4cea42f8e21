import { restructure } from './structures.ts'

/** Numbers that a seed decides, and texts that are changed by them. */
export type Chance = {
  /** A whole number from 0, below the end. */
  readonly below: (end: number) => number
  readonly oneOf: (list: readonly string[]) => string
}

export function chanceOf(seed: number): Chance {
  const random = randomFrom(seed)
  const below = (end: number): number => Math.floor(random() * end)
  return { below, oneOf: list => list[below(list.length)] ?? '' }
}

/** A generator of numbers below 1 that a seed decides (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
/** What YAML is made of, and what has hurt readers of it. */
const pieces = [
  ...[
    '---\n',
    '...\n',
    '\r\n',
    '\n',
    '\t',
    ' ',
    '  ',
    '- ',
    '? ',
    ': ',
    ':',
    ', ',
    '#',
    '&a ',
    '*a',
    '<<: *a\n',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '\\',
    '|\n',
    '>-\n',
    '|2+\n',
    '!!str ',
    '%YAML 1.1\n',
    '\ufeff',
    '\u0085',
  ],
  ...[
    '\u2028',
    '\u0000',
    '\ud800',
    '\u001b[31m',
    'null',
    '~',
    'image: ',
    'image:\n',
    'containers:\n',
    'kind: List\n',
  ],
  ...[
    '!!int ',
    '!!binary ',
    '!x ',
    '%TAG ! x\n',
    '1.5',
    'yes',
    '<<: {image: quay.io/a/b:2}\n',
    '*a : b\n',
    '&a\n',
  ],
  ...['__proto__: ', 'constructor: ', 'imagePullSecrets: []\n', 'quay.io/a/b:1@sha256:00', 'a'.repeat(300)],
]

/** The text with one change; `corpus` is what pieces are taken from. */
export function mutate(text: string, corpus: readonly string[], chance: Chance): string {
  const { below, oneOf } = chance
  const [at, length] = [below(text.length + 1), below(30)]
  switch (below(13)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length)
    case 1:
      return text.slice(0, at) + oneOf(pieces) + text.slice(at)
    case 2:
      return text.slice(0, at) + text.slice(at, at + length).repeat(2) + text.slice(at + length)
    case 3: {
      const other = oneOf(corpus)
      const from = below(other.length)
      return text.slice(0, at) + other.slice(from, from + below(200)) + text.slice(at)
    }
    case 4:
      return text.replaceAll('\n', '\r\n')
    case 5: {
      const lines = text.split('\n')
      const line = below(lines.length)
      lines[line] = ' '.repeat(below(6)) + (lines[line] ?? '').trimStart()
      return lines.join('\n')
    }
    case 6:
      return text.slice(0, at)
    default:
      return restructure(text, chance)
  }
}
