import { faultOfSecretName } from '../../../config/secret-name.ts'
import { isSchema } from '../../../manifest/manifest.ts'
import { splitStream } from '../../../manifest/stream.ts'
import { Field } from '../../../yaml/field.ts'
import { read } from '../../../yaml/reader.ts'
import { streamText } from '../../../yaml/text.ts'

const listName = 'imagePullSecrets'

/** Deeper than any list of a pod; an alias may repeat itself. */
const deepest = 40

/**
 * How many lists of pull secrets in a rendering have all these names, as objects with a name; -1 where Kubernetes would
 * refuse a list, where one has a name twice, and where a document with such a list cannot be read.
 */
export function countListsWith(rendering: string, names: readonly string[]): number {
  const lists = namesInLists(rendering)
  if (lists === undefined) return -1
  const isDoubled = lists.some(list => names.some(name => list.indexOf(name) !== list.lastIndexOf(name)))
  return isDoubled ? -1 : lists.filter(list => names.every(name => list.includes(name))).length
}

/** The names in each list; undefined where one is no list of objects with a name. */
function namesInLists(rendering: string): readonly (readonly string[])[] | undefined {
  const text = streamText(rendering)
  const lists: (readonly string[] | undefined)[] = []
  for (const { start, end } of splitStream(rendering)) {
    if (!rendering.slice(start, end).includes(listName)) continue
    const reading = read(rendering, start, end)
    if ('fault' in reading) return undefined
    for (const node of reading.roots) {
      const root = Field.of(text, node)
      if (!isSchema(root.textAt('kind') ?? '')) lists.push(...listsBelow(root).map(namesOf))
    }
  }
  return lists.every(list => list !== undefined) ? lists : undefined
}

function listsBelow(field: Field, depth = 0): readonly Field[] {
  if (depth > deepest) return []
  const below = field.items.flatMap(item => listsBelow(item, depth + 1))
  return [
    ...below,
    ...field.entries.flatMap(([key, value]) => (key === listName ? value : listsBelow(value, depth + 1))),
  ]
}

function namesOf(list: Field): readonly string[] | undefined {
  if (list.isNull) return []
  const names = list.items.map(item => {
    const name = item.keys.length === 1 ? item.textAt('name') : undefined
    return name !== undefined && faultOfSecretName(name) === undefined ? name : undefined
  })
  return list.sequence !== undefined && names.every(name => name !== undefined) ? names : undefined
}
