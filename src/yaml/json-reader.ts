import { BlockReader } from './block-reader.ts'
import { runEnd, OPEN_BRACE } from './character.ts'
import { objectEnd, JSON_SPACE } from './json.ts'
import type { Node } from './node.ts'

/** How another value of JSON begins, which is no object: the decoder takes it, and nothing that is in the stream behind it. */
const jsonValue = /"(?:[^"\\\x00-\x1f]|\\[^])*"|\[|-?\d|true|false|null/y

/** Reads a stream that begins with JSON, as Kubernetes does: with a decoder of JSON. */
export class JsonReader extends BlockReader {
  readonly roots: Node[] = []

  /** Over the JSON objects that the stream begins with; how many there are. */
  protected objects(): number {
    if (this.start !== 0) return 0
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
    if (objects === 0) return 0
    const rest = this.end - this.position
    // Kubernetes goes on behind the first line feed, if only white space is in front of it.
    const behind = runEnd(JSON_SPACE, this.source, this.position, this.end)
    const lineBreak = this.source.slice(this.position, behind).indexOf('\n')
    this.position = this.line = lineBreak < 0 ? behind : this.position + lineBreak + 1
    if (behind >= this.end) this.position = this.end
    // It looks for white space four bytes at a time, and a rest of fewer is a fault.
    else if (rest < 4 || runEnd(jsonValue, this.source, behind, this.end) > behind)
      this.fail('text behind a JSON object')
    return objects
  }
}
