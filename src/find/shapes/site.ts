import type { Text } from '../../yaml/text.ts'
import type { Node } from '../../yaml/node.ts'

/** A place in a manifest that a shape is asked to read. `node` is as written: it may be an alias. */
export type Site = {
  readonly text: Text
  readonly node: Node
  /** Below the root of the manifest. */
  readonly path: string
}
