import { isTree, type ValueTree } from './image-value.ts'

/** What charts call lists of pull secrets. */
const secretKey = /^(?:image)?pullSecrets?(?:Names)?$/i

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
