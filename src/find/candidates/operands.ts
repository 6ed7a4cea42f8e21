import { imageCommands, type ImageCommand } from '../../knowledge/images/commands.ts'
import { valuelessFlags, valuelessLetters } from '../../knowledge/images/valueless-flags.ts'
import { commandWords, type CommandWord } from './command-words.ts'

/** A word that a command takes as an image. `end` exclusive. */
type Operand = {
  readonly start: number
  readonly end: number
  /** Whether the command begins its line or follows another: else it may be part of a sentence. */
  readonly isCommand: boolean
  /** Whether the command writes an image there, and reads none. */
  readonly isDestination?: boolean | undefined
}

/** A word of a command that names an image. */
type OperandWord = CommandWord & Pick<Operand, 'isDestination'>

const byTool = new Map<string, readonly ImageCommand[]>()
for (const row of imageCommands)
  for (const tool of row.tools) byTool.set(tool, [...(byTool.get(tool) ?? []), row])

/** Whether a program is given images. */
export function isImageTool(name: string): boolean {
  return byTool.has(name)
}

/** The names of all such programs, as alternatives of an expression. */
export const imageTools = [...byTool.keys()].join('|')
const tool = new RegExp(`(?<![\\w.-])(${imageTools})[ \\t]+(?=[\\w"'-])`, 'g')

/** When cron starts a command; a table of the system names the user, too. Source: https://man7.org/linux/man-pages/man5/crontab.5.html. */
const schedule =
  '(?:@[a-z]{4,8}|(?:[\\d*][\\d*,/-]{0,20}[ \\t]+){3}[\\w*,/-]{1,20}[ \\t]+[\\w*,/-]{1,20})[ \\t]+(?:[a-z_][\\w-]{0,31}[ \\t]+)?'
const lead =
  '- |\\$ |[@!] ?|RUN |CMD |if |then |else |do |while |until |\\w+=\\S+ |Exec[A-Za-z]{1,20}=[-@:+!|]{0,4} ?|sudo (?:-\\w+ )*|exec |time |env |nice |chroot \\S+ '

/** What may be in front of a command on its line. */
const opening = new RegExp(`(?:^|[\\n;|&({\`"']|\\$\\()[ \\t]*(?:${schedule})?(?:${lead})*(?:[\\w./-]*\\/)?$`)

/** The images that the commands in a text are given. */
export function operandsIn(text: string): readonly Operand[] {
  const operands: Operand[] = []
  tool.lastIndex = 0
  for (let found = tool.exec(text); found !== null; found = tool.exec(text)) {
    const words = commandWords(text, tool.lastIndex)
    const taken = operandsOf(found[1] ?? '', words)
    if (taken.length === 0) continue
    const isCommand = opening.test(text.slice(Math.max(0, found.index - 120), found.index))
    for (const { start, end, isDestination } of taken) operands.push({ start, end, isCommand, isDestination })
  }
  return operands
}

/** The words of a command that are images, given its tool and the words after it. */
export function operandsOf(name: string, words: readonly CommandWord[]): readonly OperandWord[] {
  const rows = byTool.get(name)
  if (rows === undefined) return []
  const plain = withoutFlags(words)
  const verb = (length: number): string =>
    plain
      .slice(0, length)
      .map(({ text }) => text)
      .join(' ')
  const [one, two] = [verb(1), verb(2)]
  const row = rows.find(({ verbs }) => verbs.includes(two)) ?? rows.find(({ verbs }) => verbs.includes(one))
  if (row === undefined) return []
  const { scheme = '' } = row
  const rest = plain.slice(row.verbs.includes(two) ? 2 : 1).filter(({ text }) => text.startsWith(scheme))
  switch (row.operands) {
    case 'first':
      return rest.slice(0, 1)
    case 'all':
      return rest
    case 'copy':
      return rest.slice(0, 2).map((word, index) => ({ ...word, isDestination: index === 1 }))
    case 'pairs':
      return rest.flatMap(({ start, end, text }) => {
        const sign = text.indexOf('=')
        return sign < 0 ? [] : [{ start: start + sign + 1, end, text: text.slice(sign + 1) }]
      })
  }
}

const copyTools = [...byTool.keys()].filter(name =>
  byTool.get(name)?.some(({ operands }) => operands === 'copy'),
)

/** The source and the destination in the words of a command whose tool is written elsewhere: `args: [copy, a, b]`. */
export function copyOperands(words: readonly CommandWord[]): readonly OperandWord[] {
  for (const name of copyTools) {
    const operands = operandsOf(name, words)
    if (operands.some(({ isDestination }) => isDestination === true)) return operands
  }
  return []
}

function withoutFlags(words: readonly CommandWord[]): readonly CommandWord[] {
  const plain: CommandWord[] = []
  let isValue = false
  for (const word of words) {
    const { text } = word
    if (isValue) isValue = false
    else if (/^-./.test(text)) isValue = takesValue(text)
    else plain.push(word)
  }
  return plain
}

function takesValue(flag: string): boolean {
  if (flag === '--' || flag.includes('=')) return false
  if (flag.startsWith('--')) return !valuelessFlags.has(flag)
  // `-p80:80` has its value with it.
  return !valuelessLetters.test(flag) && /^-[A-Za-z]{1,2}$/.test(flag)
}
