import { stringify } from 'yaml'

/** Values with comments: what YAML libraries print only at a price. A list is of texts, of objects with a name, or of anything. */
type Tree = {
  /** Lines above the first key of what was set. */
  readonly comments: string[]
  readonly keys: Map<string, Tree | TreeLeaf>
}

export type TreeLeaf =
  string | readonly (string | { readonly name: string })[] | { readonly list: readonly unknown[] }

export function emptyTree(): Tree {
  return { comments: [], keys: new Map() }
}

/** The tree below a path of keys, made where it is not there yet. */
export function treeAt(tree: Tree, keys: readonly string[]): Tree {
  return keys.reduce<Tree>((at, key) => {
    const below = at.keys.get(key)
    if (below !== undefined && isTree(below)) return below
    const made = emptyTree()
    at.keys.set(key, made)
    return made
  }, tree)
}

/** YAML in block style; every text in double quotes, so that no version of YAML reads it as something else. */
export function printTree(tree: Tree, indent = 0): readonly string[] {
  const margin = ' '.repeat(indent)
  return [...tree.keys].flatMap(([key, value]) => {
    if (!isTree(value)) return printLeaf(key, value, margin)
    const comments = value.comments.map(comment => `${margin}# ${comment}`)
    return [...comments, `${margin}${keyOf(key)}:`, ...printTree(value, indent + 2)]
  })
}

function printLeaf(key: string, leaf: TreeLeaf, margin: string): readonly string[] {
  if (typeof leaf === 'string') return [`${margin}${keyOf(key)}: ${JSON.stringify(leaf)}`]
  if ('list' in leaf)
    return [`${margin}${keyOf(key)}:`, ...linesOf(leaf.list).map(line => `${margin}${line}`)]
  const items = leaf.map(item =>
    typeof item === 'string' ? JSON.stringify(item) : `name: ${JSON.stringify(item.name)}`,
  )
  return [`${margin}${keyOf(key)}:`, ...items.map(item => `${margin}- ${item}`)]
}

/** A key as the chart writes it, in quotes where YAML would not take its text for one. */
function keyOf(key: string): string {
  return /^[A-Za-z_][\w.-]*$/.test(key) && !otherThanText.test(key) ? key : JSON.stringify(key)
}

/** Helm reads YAML 1.1. */
const otherThanText = /^(?:y|yes|n|no|on|off|true|false|null)$/i

function linesOf(list: readonly unknown[]): readonly string[] {
  const style = { version: '1.1', defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' } as const
  return stringify(list, { ...style, lineWidth: 0 })
    .trimEnd()
    .split('\n')
}

function isTree(value: Tree | TreeLeaf): value is Tree {
  return typeof value !== 'string' && 'keys' in value && value.keys instanceof Map
}
