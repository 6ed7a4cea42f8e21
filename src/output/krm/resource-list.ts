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

/** A text as a ResourceList; undefined when it is something else, or cannot be read; `mixed` when it has other documents too. */
export function resourceListOf(source: string): ResourceList | 'mixed' | undefined {
  if (!source.includes('ResourceList')) return undefined
  const reading = read(source)
  if ('fault' in reading) return undefined
  const text = streamText(source)
  const roots = reading.roots.map(node => Field.of(text, node)).filter(field => !field.isNull)
  const root = roots.find(isList)
  if (root === undefined) return undefined
  if (roots.length > 1) return 'mixed'
  const aside = ['functionConfig', 'results'].flatMap(key => root.all(key))
  let objects = source
  for (const { node } of aside)
    objects =
      objects.slice(0, node.start) + blank(source.slice(node.start, node.end)) + objects.slice(node.end)
  return { source, root, objects, functionConfig: root.get('functionConfig') }
}

function isList(field: Field): boolean {
  const isOurs = field.get('apiVersion')?.text?.startsWith('config.kubernetes.io/') === true
  return isOurs && field.get('kind')?.text === 'ResourceList'
}

/** The text of the function's configuration. */
export function configTextOf({ source, functionConfig }: ResourceList): string {
  if (functionConfig === undefined) return ''
  const { start, end } = functionConfig.node
  const indent =
    functionConfig.mapping?.flow === false ? start - (source.lastIndexOf('\n', start - 1) + 1) : 0
  return `${' '.repeat(indent)}${source.slice(start, end)}\n`
}

/** As many characters and lines, and nothing on them. */
function blank(text: string): string {
  return text.replaceAll(/[^\r\n]/g, ' ')
}
