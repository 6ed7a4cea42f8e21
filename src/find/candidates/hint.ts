import { imageTools } from './operands.ts'

const command = new RegExp(`\\b(?:${imageTools})(?:[ \\t(.]|\\r?\\n[ \\t])`)
const argument = /(?:mage|MAGE)[ \t]*[('"]/
const list = /(?:images?|imgs|list)["']?\s{0,20}[+?:]?[=:]\s{0,20}[[("']/i
const bareList = /(?:mages?|MAGES?|list|LIST|List)[ \t]{0,8}=[ \t]{0,8}[^\s"',;]{3,300}[ \t]/
const from = /[Ff][Rr][Oo][Mm][ \t]/g

/**
 * Whether a text may name images without `key: value`: by a command, or in a notation. Most of a release has neither.
 * One expression for all of it takes three times as long: what begins each of them can be looked for at once.
 */
export function holdsNotation(text: string): boolean {
  return (
    text.includes('</') ||
    text.includes('[runners.') ||
    argument.test(text) ||
    list.test(text) ||
    bareList.test(text) ||
    command.test(text) ||
    hasFrom(text)
  )
}

/** Whether a text, quotes included, may be or hold a command that is given images, or begins as a Dockerfile does. */
export function mayBeCommand(text: string): boolean {
  return text.includes(' ') && (command.test(text) || /^["']?from /i.test(text))
}

/** Whether `FROM` begins a line. */
function hasFrom(text: string): boolean {
  from.lastIndex = 0
  for (let found = from.exec(text); found !== null; found = from.exec(text)) {
    let before = found.index - 1
    while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before--
    if (before < 0 || text[before] === '\n') return true
  }
  return false
}
