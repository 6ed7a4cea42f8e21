import type { Override } from './propose.ts'
import { isTree, type ValueTree } from './image-value.ts'

/** What charts call lists of pull secrets. */
const secretKey = /^(?:image)?pullSecrets?(?:Names)?$/i

/** The usual names of such lists at the root and next to images: charts read them, and show them in comments only. */
export function usualSecretLists(images: readonly Override[]): readonly (readonly string[])[] {
  const holders = images.map(({ path }) => path.slice(0, -1))
  const paths = [[], ['global'], ...holders, ...holders.map(path => path.slice(0, -1))].flatMap(path => [
    [...path, 'imagePullSecrets'],
    [...path, 'pullSecrets'],
  ])
  return [...new Map(paths.map(path => [path.join('\0'), path])).values()]
}

/** The paths of every list of pull secrets in the values of a chart; `null` and the empty list are lists as well. */
export function secretListsIn(values: ValueTree): readonly (readonly string[])[] {
  const found: (readonly string[])[] = []
  const visit = (node: ValueTree, path: readonly string[]): void => {
    for (const [key, value] of Object.entries(node)) {
      if (secretKey.test(key) && (Array.isArray(value) || value === null)) found.push([...path, key])
      else if (isTree(value)) visit(value, [...path, key])
    }
  }
  visit(values, [])
  return found
}
