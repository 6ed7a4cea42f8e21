import type { Problem } from '../../problem.ts'
import { Field } from '../../yaml/field.ts'
import { positionsOf } from '../../yaml/position.ts'
import { read } from '../../yaml/reader.ts'
import { streamText } from '../../yaml/text.ts'
import { faultSentence } from '../yaml-fault.ts'
import { mappingProblem } from './mapping.ts'

/** A YAML text that is read as a mapping file: its documents, and a way to say what is wrong where. */
export type YamlText = {
  readonly documents: readonly Field[]
  /** A problem at a field, or at the start of the text. */
  readonly fault: (field: Field | undefined, message: string, remedy: string) => Problem
  /** Every key of a mapping that is not among these, as a problem. */
  readonly strangers: (field: Field | undefined, known: readonly string[]) => readonly Problem[]
  /** Why it could not be read. */
  readonly problems: readonly Problem[]
}

/** Reads the documents of a text; `file` is the name in places. */
export function readYamlText(source: string, file: string): YamlText {
  const positions = positionsOf(source)
  const text = streamText(source)
  const reading = read(source)
  const fault = (field: Field | undefined, message: string, remedy: string): Problem =>
    mappingProblem(file, positions(field?.start ?? 0).line, message, remedy, field?.path || undefined)
  const strangers: YamlText['strangers'] = (field, known) =>
    (field?.entries ?? [])
      .filter(([key]) => !known.includes(key))
      .map(([key, value]) => fault(value, `the setting ${key} has no counterpart here`, 'remove it'))
  if ('fault' in reading) {
    const { line } = positions(reading.fault.offset)
    const problem = mappingProblem(file, line, faultSentence(reading.fault), 'fix the YAML')
    return { documents: [], fault, strangers, problems: [problem] }
  }
  return { documents: reading.roots.map(root => Field.of(text, root)), fault, strangers, problems: [] }
}
