import { BlockReader } from './block-reader.ts'
import { runEnd, OPEN_BRACE } from '../character.ts'
import { objectEnd, GO_SPACE, JSON_SPACE } from '../json.ts'
import type { Node } from '../node.ts'

/** How another value of JSON begins, which is not an object: the decoder takes it, and nothing that is in the stream after it. */
const jsonValue = /"(?:[^"\\\x00-\x1f]|\\[^])*"|\[|-?\d|true|false|null/y

/** Reads a stream that begins with JSON, as Kubernetes does: with a decoder of JSON. */
export class JsonReader extends BlockReader {
  readonly roots: Node[] = []

  /** Over the JSON objects that the stream begins with; how many there are. */
  protected objects(): number {
    if (this.start !== 0) return 0
    if (this.code(runEnd(GO_SPACE, this.source, this.position, this.end)) !== OPEN_BRACE) return 0
    let objects = 0
    for (;;) {
      const opening = runEnd(JSON_SPACE, this.source, this.position, this.end)
      const end = this.code(opening) === OPEN_BRACE ? objectEnd(this.source, opening, this.end) : undefined
      if (end === undefined) break
      this.position = opening
      this.isJson = true
      this.roots.push(this.flowMapping())
      objects++
    }
    this.isJson = false
    const next = runEnd(JSON_SPACE, this.source, this.position, this.end)
    if (next >= this.end) this.position = this.end
    else {
      const isShort = this.yamlBehind()
      const isJson = runEnd(jsonValue, this.source, next, this.end) > next
      if (objects > 0 && (isJson || isShort)) this.fail('text after a JSON object')
    }
    return objects
  }

  /**
   * To where Kubernetes goes on with YAML: after the first line feed, if only white space is in front of it. It looks at
   * white space four bytes at a time: whether fewer are left, which is a fault.
   */
  private yamlBehind(): boolean {
    const { position, source } = this
    const behind = runEnd(GO_SPACE, source, position, this.end)
    const lineBreak = source.slice(position, behind).indexOf('\n')
    const last = lineBreak < 0 ? behind : position + lineBreak
    this.position = this.line = lineBreak < 0 ? behind : last + 1
    return new TextEncoder().encode(source.slice(last, Math.min(last + 4, this.end))).length < 4
  }
}
