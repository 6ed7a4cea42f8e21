import type { Field } from '../yaml/field.ts'
import { isImageTool, operandsOf } from './candidates/operands.ts'

/**
 * The items of a command line that are images to its program, by their place: of a container, or of any list that begins
 * with the program.
 */
export function operandItems(list: Field, key: string): ReadonlySet<number> | undefined {
  if (key !== 'command' && key !== 'args' && !beginsWithTool(list)) return undefined
  const words = list.items.map((item, index) => ({ start: index, end: index, text: item.text ?? '' }))
  const tool = words.findIndex(({ text }) => isImageTool(nameOfProgram(text)))
  if (tool < 0 || tool > 4) return undefined
  const operands = operandsOf(nameOfProgram(words[tool]?.text ?? ''), words.slice(tool + 1))
  return new Set(operands.map(({ end }) => end))
}

/** `[docker, pull, "team/tool:1"]` */
function beginsWithTool({ items: [first] }: Field): boolean {
  if (first?.node.type !== 'scalar' || first.node.end - first.node.start > longestProgram) return false
  return isImageTool(nameOfProgram(first.text ?? ''))
}

/** With its folder: `/usr/local/bin/nerdctl`. */
const longestProgram = 40

function nameOfProgram(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1)
}
