import { Field } from '../../yaml/field.ts'
import { read } from '../../yaml/reader.ts'
import { streamText } from '../../yaml/text.ts'

/**
 * What an orchestrator hands to a KRM function: objects to work on, and how.
 * Source: https://github.com/kubernetes-sigs/kustomize/blob/master/cmd/config/docs/api-conventions/functions-spec.md
 */
export type ResourceList = {
  readonly source: string
  readonly root: Field
  /**
   * The stream to relocate: as long as the source, with blanks in place of what is not an object to work on (the
   * configuration of the function, results of earlier ones). What is found in it is at the same offset in the source.
   */
  readonly objects: string
  readonly functionConfig: Field | undefined
}

/** A text as a ResourceList; undefined when it is something else, or cannot be read. */
export function resourceListOf(source: string): ResourceList | undefined {
  if (!source.includes('ResourceList')) return undefined
  const reading = read(source)
  if ('fault' in reading || reading.roots.length !== 1 || reading.roots[0] === undefined) return undefined
  const root = Field.of(streamText(source), reading.roots[0])
  const isOurs = root.get('apiVersion')?.text?.startsWith('config.kubernetes.io/') === true
  if (root.get('kind')?.text !== 'ResourceList' || !isOurs) return undefined
  const aside = ['functionConfig', 'results'].flatMap(key => root.all(key))
  let objects = source
  for (const { node } of aside)
    objects =
      objects.slice(0, node.start) + blank(source.slice(node.start, node.end)) + objects.slice(node.end)
  return { source, root, objects, functionConfig: root.get('functionConfig') }
}

/** The text of the function's configuration, without the metadata that every object of a list has. */
export function configTextOf({ source, functionConfig }: ResourceList): string {
  if (functionConfig === undefined) return ''
  const { start, end } = functionConfig.node
  let text = source.slice(0, end)
  for (const { key, value } of functionConfig.mapping?.pairs ?? []) {
    if (source.slice(key.start, key.end).replaceAll('"', '') !== 'metadata') continue
    const comma =
      functionConfig.mapping?.flow === true ? (/^\s*,/.exec(text.slice(value.end))?.[0].length ?? 0) : 0
    const behind = value.end + comma
    text = text.slice(0, key.start) + blank(text.slice(key.start, behind)) + text.slice(behind)
  }
  const indent =
    functionConfig.mapping?.flow === false ? start - (source.lastIndexOf('\n', start - 1) + 1) : 0
  return `${' '.repeat(indent)}${text.slice(start)}\n`
}

/** As many characters and lines, and nothing on them. */
function blank(text: string): string {
  return text.replaceAll(/[^\r\n]/g, ' ')
}
