import type { Field } from '../yaml/field.ts'
import type { Scalar } from '../yaml/node.ts'
import { withEvidence, type Around } from './around.ts'
import { copyOperands, isImageTool, operandsOf } from './candidates/operands.ts'

/** What an item of a command line is to its program: an image that it reads, or one that it writes. */
type OperandItem = 'image' | 'destination'

/**
 * The items of a command line that name images to its program, by their place: of a container, or of any list that begins
 * with the program.
 */
export function operandItems(list: Field, key: string): ReadonlyMap<number, OperandItem> | undefined {
  if (key !== 'command' && key !== 'args' && !beginsWithTool(list)) return undefined
  const words = list.items.map((item, index) => ({ start: index, end: index, text: item.text ?? '' }))
  const tool = words.findIndex(({ text }) => isImageTool(nameOfProgram(text)))
  if (tool > 4) return undefined
  const operands =
    tool < 0 ? copyOperands(words) : operandsOf(nameOfProgram(words[tool]?.text ?? ''), words.slice(tool + 1))
  if (operands.length === 0) return undefined
  return new Map(
    operands.map(({ end, isDestination }) => [end, isDestination === true ? 'destination' : 'image']),
  )
}

export function asOperand(around: Around, operand: OperandItem | undefined): Around {
  return operand === 'destination' ? withEvidence(around, { isDestination: true }) : around
}

/** `[docker, pull, "team/tool:1"]` */
function beginsWithTool({ items: [first] }: Field): boolean {
  const scalar = first?.scalar
  if (first === undefined || scalar === undefined || scalar.end - scalar.start > longestProgram) return false
  return isImageTool(nameOfProgram(first.text ?? ''))
}

/** With its folder: `/usr/local/bin/nerdctl`. */
const longestProgram = 40

function nameOfProgram(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1)
}

/** `--agent-image=…`, `AGENT_IMAGE=…`, `--set=agent.image=…`, and a flag whose value is the next word. */
const setting = /^(?:--?[\w-]{1,60}=)?-{0,2}([A-Za-z][\w.-]{0,60})=./
const flagAlone = /^--?([A-Za-z][\w.-]{0,60})$/

/** No flag with its image is longer. */
const longestSetting = 600

/** What names the values of a list, item by item: that of a variable, the flag of a word. */
export function namesOfItems(list: Field, key: string): readonly (string | undefined)[] {
  if (key === 'env') return list.items.map(item => item.get('name')?.text)
  let flag: string | undefined
  return list.items.map(item => {
    const { scalar } = item
    const isShort = scalar !== undefined && scalar.end - scalar.start < longestSetting
    const word = (isShort ? wordOf(item, scalar) : undefined) ?? ''
    const name = setting.exec(word)?.[1] ?? (word.startsWith('-') ? undefined : flag)
    flag = flagAlone.exec(word)?.[1]
    return name
  })
}

/** What a short scalar says; a plain one says what is written. */
export function wordOf({ inText, text }: Field, { style, tag, start, end }: Scalar): string | undefined {
  return style === 'plain' && tag === undefined ? inText.source.slice(start, end) : text
}
