import { isExcessive } from './reader/alias-count.ts'
import { isBreak, runEnd, BYTE_ORDER_MARK, DASH, LINE } from './character.ts'
import { longestKey, Unreadable } from './reader/cursor.ts'
import { RestReader } from './reader/rest-reader.ts'
import type { Node } from './node.ts'
import type { Alias } from './alias.ts'

/** Why a text cannot be read, and where. */
export type YamlFault = { readonly offset: number; readonly message: string }

type Reading =
  | {
      readonly roots: readonly Node[]
      readonly aliases: readonly Alias[]
      /** About how many nodes. */
      readonly nodes: number
      /** Where a document has ended and goes on with text that Kubernetes does not read. */
      readonly unread: number | undefined
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
  return readingOf(source, new Reader(source, start, end, false))
}

/**
 * Read a document of a stream as kubectl and Helm read it. A stream that begins with JSON may hold several objects there.
 * Of YAML, nothing is read after the end of the first root, and so no fault is there: the end may be a line that is
 * indented less.
 */
export function readDocument(
  source: string,
  { body, end }: { readonly body: number; readonly end: number },
): Reading {
  return readingOf(source, new Reader(source, body, end, true))
}

function readingOf(source: string, reader: Reader): Reading {
  try {
    reader.stream()
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    if (!reader.isEnded) return { fault: { offset: error.offset, message: error.message } }
  }
  const { roots, aliases, nodes, unread } = reader
  const excessive = aliases.length === 0 ? undefined : roots.find(root => isExcessive(source, root))
  return excessive === undefined
    ? { roots, aliases, nodes, unread }
    : { fault: { offset: excessive.start, message: 'more of it comes from aliases than Kubernetes accepts' } }
}

/** Characters that no YAML text has, and halves of characters, which may be one. */
const suspicious = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]/
/** Characters that no YAML text has. They are refused after the end of a document too, where Go may not look. */
export const forbiddenCharacters = new RegExp(suspicious.source, 'gu')

/** Reads documents. */
class Reader extends RestReader {
  /** Whether it is read as a document of a stream. */
  private readonly isDocument: boolean

  constructor(source: string, start: number, end: number, isDocument: boolean) {
    super(source, start, end)
    this.isDocument = isDocument
  }

  stream(): void {
    const objects = this.objects()
    if (objects > 0 && this.position >= this.end) return
    if (objects > 1 || (objects === 1 && !this.isDocument)) this.fail('text after a JSON object')
    this.refuseForbidden()
    this.passMark()
    for (let isFirst = true; ; isFirst = false) {
      this.skip(false)
      this.anchors.clear()
      const isRest = this.isDocument && !isFirst
      const hasDirectives = this.directives(isRest)
      if (isRest) return this.leave(this.position)
      if (this.position >= this.end && !hasDirectives) return
      const opens = this.isMarker() && this.at() === DASH
      if (hasDirectives && !opens) {
        if (!isFirst) return
        this.fail('a "%" line, and no "---" after it')
      }
      if (this.isMarker() && !opens && isFirst) this.fail('"..." in front of the first document')
      if (this.isMarker()) {
        this.position += 3
        if (!opens) continue
        const { line } = this
        this.skip(false)
        if (this.position < this.end && !this.isMarker() && !this.isDirective()) this.root(this.line !== line)
      } else this.root(true)
      if (this.isDocument && this.isMarker()) return this.leave(this.position)
    }
  }

  /** One root, and what follows it up to the next document. `block`: whether a collection may start on this line. */
  private root(block: boolean): void {
    const root = this.finite(this.blockNode(-1, false, block, this.position))
    this.roots.push(root)
    this.skip(false)
    if (this.position >= this.end || this.isMarker() || this.isDirective()) return
    const isItem = root.type === 'sequence' && !root.flow && this.column() === root.column
    if (!this.isDocument || isItem) this.fail('unexpected text after the end of the document')
    const { position, line } = this
    // A block ends after its last line break.
    const isSameLine = runEnd(LINE, this.source, root.end, this.end) >= position
    const isBehindValue = isSameLine && !isBreak(this.source.charCodeAt(root.end - 1))
    const mayBeKey = root.start >= line && position - root.start <= longestKey
    this.behindRoot(isBehindValue, mayBeKey || root.type === 'scalar')
    this.leave(position)
  }

  private refuseForbidden(): void {
    const { position } = this
    const text =
      position === 0 && this.end === this.source.length ? this.source : this.source.slice(position, this.end)
    const found = suspicious.test(text) ? text.search(forbiddenCharacters) : -1
    if (found >= 0) this.fail('a control character', position + found)
  }

  /** Over a byte order mark where YAML begins. After a second one, Go drops letters. */
  private passMark(): void {
    if (this.at() !== BYTE_ORDER_MARK) return
    this.line = ++this.position
    if (this.at() === BYTE_ORDER_MARK) this.fail('two byte order marks')
  }
}
