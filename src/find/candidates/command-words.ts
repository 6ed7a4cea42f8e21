/** A word of a command line, without its quotes. `end` exclusive. */
export type CommandWord = { readonly start: number; readonly end: number; readonly text: string }

/** A command has no more words, and no word is longer. */
const mostWords = 80
const longestWord = 1000

/**
 * The words of one command that begins at an offset: to the end of its line (one that ends with a backslash goes on), or
 * to what parts commands. Nothing is expanded.
 */
export function commandWords(text: string, from: number): readonly CommandWord[] {
  const words: CommandWord[] = []
  let at = skipBlanks(text, from)
  while (at < text.length && words.length < mostWords) {
    const word = wordAt(text, at)
    if (word === undefined) break
    words.push(word)
    // A quote that closes here was opened around the whole command.
    const behind = skipQuote(text, word)
    const next = skipBlanks(text, behind)
    if (next === behind) break
    at = next
  }
  return words
}

function skipBlanks(text: string, from: number): number {
  let at = from
  for (;;) {
    const character = text.charAt(at)
    if (character === ' ' || character === '\t') at++
    else if (character === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) at = text.indexOf('\n', at) + 1
    else return at
  }
}

const ending = /[\s;|&()<>`]/

function wordAt(text: string, start: number): CommandWord | undefined {
  const first = text.charAt(start)
  if (first === '"' || first === "'") {
    const end = text.indexOf(first, start + 1)
    if (end < 0 || end - start > longestWord || text.slice(start, end).includes('\n')) return undefined
    return { start: start + 1, end, text: text.slice(start + 1, end) }
  }
  let at = start
  while (at < text.length && at - start < longestWord) {
    const character = text.charAt(at)
    if (character === '$' && text.charAt(at + 1) === '(') at = closing(text, at + 1)
    else if (ending.test(character)) break
    else if (character === '"' || character === "'") {
      // Inside of a word (`--flag="a b"`) it is quoted; at its end it closes what was opened around the command.
      const end = /[=\w/:.-]/.test(text.charAt(at - 1)) ? text.indexOf(character, at + 1) : -1
      const isInner = at > start && text.charAt(at - 1) === '=' && end > 0 && end - at < longestWord
      if (!isInner) break
      at = end + 1
    } else at++
  }
  return at === start ? undefined : { start, end: at, text: text.slice(start, at) }
}

function closing(text: string, from: number): number {
  const end = text.indexOf(')', from)
  return end < 0 || end - from > longestWord ? from : end + 1
}

function skipQuote(text: string, { start, end }: CommandWord): number {
  const quote = text.charAt(start - 1)
  return (quote === '"' || quote === "'") && text.charAt(end) === quote ? end + 1 : end
}
