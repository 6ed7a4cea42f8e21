import type { Problem } from '../../problem.ts'
import { Field } from '../../yaml/field.ts'
import { positionsOf } from '../../yaml/position.ts'
import { read } from '../../yaml/reader.ts'
import { typeOf } from '../../yaml/scalar-type.ts'
import { streamText } from '../../yaml/text.ts'
import { faultSentence } from '../yaml-fault.ts'
import { mappingProblem } from './mapping.ts'

/** A YAML text that is read as a mapping file: its documents, and a way to say what is wrong where. */
export type YamlText = {
  readonly documents: readonly Field[]
  readonly lineOf: (field: Field | undefined) => number
  /** A problem at a field, or at the start of the text. */
  readonly fault: (field: Field | undefined, message: string, remedy: string) => Problem
  /** A problem for every key of a mapping that is not among these. */
  readonly strangers: (field: Field | undefined, known: readonly string[]) => readonly Problem[]
  /** A field that is there and is not a list, a mapping or a text, as a problem. A string is a text that is no number. */
  readonly unless: (field: Field | undefined, form: keyof typeof forms | 'string') => readonly Problem[]
  /** Why it could not be read. */
  readonly problems: readonly Problem[]
}

const forms = { list: 'sequence', mapping: 'mapping', text: 'scalar' } as const

/** The documents of a text; undefined where it cannot be read as YAML. */
export function yamlDocuments(source: string): readonly Field[] | undefined {
  const reading = read(source)
  const text = streamText(source)
  return 'fault' in reading ? undefined : reading.roots.map(root => Field.of(text, root))
}

/** The objects of documents: themselves, and the items of a List. */
export function objectsIn(documents: readonly Field[]): readonly Field[] {
  return documents.flatMap(document =>
    document.get('kind')?.text === 'List' ? (document.get('items')?.items ?? []) : document,
  )
}

/** Reads the documents of a text; `file` is the name in places. */
export function readYamlText(source: string, file: string): YamlText {
  const positions = positionsOf(source)
  const reading = read(source)
  const lineOf: YamlText['lineOf'] = field => positions(field?.start ?? 0).line
  const fault: YamlText['fault'] = (field, message, remedy) =>
    mappingProblem(file, lineOf(field), message, remedy, field?.path || undefined)
  const strangers: YamlText['strangers'] = (field, known) =>
    (field?.entries ?? [])
      .filter(([key]) => !known.includes(key))
      .map(([key, value]) => fault(value, `the setting ${key} has no counterpart here`, 'remove it'))
  const unless: YamlText['unless'] = (field, form) => {
    if (field === undefined || field.isNull) return []
    if (form !== 'string')
      return field.resolved?.type === forms[form] ? [] : [fault(field, `not a ${form}`, `write a ${form}`)]
    const { scalar } = field
    if (scalar === undefined) return [fault(field, 'not a text', 'write a text')]
    return typeOf(source, scalar) === 'text' ? [] : [fault(field, 'not a text', 'write it in quotes')]
  }
  const tools = { lineOf, fault, strangers, unless }
  if ('fault' in reading) {
    const { line } = positions(reading.fault.offset)
    const problem = mappingProblem(file, line, faultSentence(reading.fault), 'fix the YAML')
    return { documents: [], ...tools, problems: [problem] }
  }
  const text = streamText(source)
  return { documents: reading.roots.map(root => Field.of(text, root)), ...tools, problems: [] }
}
