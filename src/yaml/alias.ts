import type { Span, Node } from './node.ts'

export type Alias = Span & {
  readonly type: 'alias'
  readonly name: string
  /** What the name stood for where the alias was written; undefined when it was never anchored. */
  readonly target: Node | undefined
}

/** The node itself, or what an alias stands for; undefined for an alias of nothing (or of itself). */
export function resolve(node: Node | undefined): Exclude<Node, Alias> | undefined {
  if (node?.type !== 'alias') return node
  return resolveAlias(node)
}

function resolveAlias(alias: Alias): Exclude<Node, Alias> | undefined {
  let node: Node | undefined = alias
  let steps = 0
  while (node?.type === 'alias') {
    if (++steps > 100) return undefined
    node = node.target
  }
  return node
}
