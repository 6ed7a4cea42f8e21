import type { Flag } from './flags/flag.ts'

/** A flag as it was written. `rawName` has its dashes; an inline value is in the same word. */
export type FlagToken = {
  readonly kind: 'flag'
  readonly name: string
  readonly rawName: string
  readonly value?: string
  readonly isInline?: true
}

/** A piece of a command line: a flag with its value, another word, or the `--` after which every word is one. */
export type ArgumentToken =
  FlagToken | { readonly kind: 'word'; readonly value: string } | { readonly kind: 'end' }

/**
 * Takes the arguments after the program's name apart, as `parseArgs` of `node:util` does with `strict: false`; loading that
 * module costs every run the time of a dozen files, which the post-renderer of a small chart would feel.
 */
export function tokensOf(argv: readonly string[], flags: readonly Flag[]): readonly ArgumentToken[] {
  const byShort = new Map(flags.map(flag => [flag.short, flag.name]))
  const valued = new Set(flags.filter(({ type }) => type !== 'switch').map(({ name }) => name))
  const nameOf = (letter: string): string => byShort.get(letter) ?? letter
  const tokens: ArgumentToken[] = []
  const left = [...argv].reverse()
  for (let word = left.pop(); word !== undefined; word = left.pop()) {
    const sign = word.indexOf('=', 3)
    if (word === '--') {
      tokens.push({ kind: 'end' }, ...left.reverse().map(value => ({ kind: 'word', value }) as const))
      break
    }
    if (!/^-./s.test(word)) tokens.push({ kind: 'word', value: word })
    else if (word.startsWith('--') && sign >= 0) {
      const name = word.slice(2, word.indexOf('='))
      const value = word.slice(name.length + 3)
      tokens.push({ kind: 'flag', name, rawName: `--${name}`, value, isInline: true })
    } else if (word.startsWith('--') || word.length === 2) {
      const name = word.startsWith('--') ? word.slice(2) : nameOf(word.slice(1))
      const value = valued.has(name) ? left.pop() : undefined
      tokens.push({ kind: 'flag', name, rawName: word, ...(value === undefined ? {} : { value }) })
    } else {
      const name = nameOf(word.charAt(1))
      if (valued.has(name))
        tokens.push({
          kind: 'flag',
          name,
          rawName: word.slice(0, 2),
          value: word.slice(2),
          isInline: true,
        })
      else left.push(...apart(word, letter => valued.has(nameOf(letter))).toReversed())
    }
  }
  return tokens
}

/** `-qvr=host` as `-q -v -r=host`: switches may share a dash, with one that takes a value behind them. */
function apart(word: string, isValued: (letter: string) => boolean): readonly string[] {
  const letters = word.slice(1).split('')
  const last = letters.findIndex(isValued)
  if (last < 0) return letters.map(letter => `-${letter}`)
  return [...letters.slice(0, last).map(letter => `-${letter}`), `-${word.slice(1 + last)}`]
}
