import type { Field } from '../yaml/field.ts'
import { isImageTool, operandsOf } from './candidates/operands.ts'

/** The items of a command line that are images to its program, by their place. */
export function operandItems(list: Field): ReadonlySet<number> | undefined {
  const words = list.items.map((item, index) => ({ start: index, end: index, text: item.text ?? '' }))
  const tool = words.findIndex(({ text }) => isImageTool(nameOfProgram(text)))
  if (tool < 0 || tool > 4) return undefined
  const operands = operandsOf(nameOfProgram(words[tool]?.text ?? ''), words.slice(tool + 1))
  return new Set(operands.map(({ end }) => end))
}

function nameOfProgram(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1)
}
