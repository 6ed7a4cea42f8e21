import { emptyTree, printTree, treeAt, type TreeLeaf } from '../commented-tree.ts'
import type { Override } from './propose.ts'

/** Pull secrets for one list of a chart, in the form the chart wants. */
export type SecretOverride = {
  readonly path: readonly string[]
  readonly names: readonly string[]
  readonly form: 'text' | 'object'
}

/** Overrides as a values file: with comments for people, in the order of the chart's own values. */
export function printOverrides(
  images: readonly Override[],
  secrets: readonly SecretOverride[],
  head: readonly string[] = [],
): string {
  const tree = emptyTree()
  for (const { path, value, about } of images) {
    const place = treeAt(tree, path.slice(0, -1))
    place.keys.set(path.at(-1) ?? '', typeof value === 'string' ? value : { list: value })
    for (const line of about) if (path.length > 1 && !place.comments.includes(line)) place.comments.push(line)
  }
  for (const { path, names, form } of secrets) {
    const leaf: TreeLeaf = names.map(name => (form === 'text' ? name : { name }))
    treeAt(tree, path.slice(0, -1)).keys.set(path.at(-1) ?? '', leaf)
  }
  const body = tree.keys.size === 0 ? ['{}'] : printTree(tree)
  return [...head.map(line => `# ${line}`), ...body, ''].join('\n')
}
