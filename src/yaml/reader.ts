import { BlockReader } from './block-reader.ts'
import { DASH, OPEN_BRACE, PERCENT } from './character.ts'
import { Unreadable } from './cursor.ts'
import type { Alias, Node } from './node.ts'

/** Why a text cannot be read, and where. */
export type YamlFault = { readonly offset: number; readonly message: string }

export type Reading =
  | {
      readonly roots: readonly Node[]
      readonly aliases: readonly Alias[]
      /** About how many nodes. */ readonly nodes: number
    }
  | { readonly fault: YamlFault }

/**
 * Read YAML into nodes with spans, accepting what libyaml and its port to Go accept: YAML 1.1 as Kubernetes knows it.
 *
 * The rules that strict YAML 1.2 parsers have and these do not are left out on purpose: quoted text and flow collections
 * are not held to the indentation around them, and a key may be written twice (both pairs are kept, in order).
 * Source: scanner of https://github.com/yaml/libyaml, ported in https://github.com/yaml/go-yaml.
 *
 * `start` and `end` bound the text that is read; offsets are those of `source`. Joined documents (`---`, `...`) give one root each.
 */
export function read(source: string, start = 0, end = source.length): Reading {
  const reader = new Reader(source, start, end)
  try {
    return { roots: reader.stream(), aliases: reader.aliases, nodes: reader.nodes }
  } catch (error) {
    if (error instanceof Unreadable) return { fault: { offset: error.offset, message: error.message } }
    throw error
  }
}

/** Reads documents. */
class Reader extends BlockReader {
  stream(): Node[] {
    const roots: Node[] = []
    for (;;) {
      this.skip(false)
      while (this.at() === PERCENT && this.column() === 0) {
        this.skipLine()
        this.skip(false)
      }
      if (this.position >= this.end) return roots
      if (this.isMarker()) {
        const opens = this.at() === DASH
        this.position += 3
        if (!opens) continue
        this.skip(false)
        if (this.position >= this.end || this.isMarker()) continue
      }
      this.anchors.clear()
      roots.push(this.blockNode(-1, false, true, this.position))
      this.skip(false)
      if (this.position < this.end && !this.isMarker() && !this.isJsonStream(roots)) {
        this.fail('unexpected text after the end of the document')
      }
    }
  }

  /** JSON objects one after the other, which Kubernetes reads although YAML does not. */
  private isJsonStream(roots: readonly Node[]): boolean {
    const last = roots.at(-1)
    return this.at() === OPEN_BRACE && last?.type === 'mapping' && last.flow
  }
}
