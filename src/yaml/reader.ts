import { BlockReader } from './block-reader.ts'
import { BYTE_ORDER_MARK, DASH, OPEN_BRACE } from './character.ts'
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
    reader.stream()
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    if (!reader.isEnded) return { fault: { offset: error.offset, message: error.message } }
  }
  return { roots: reader.roots, aliases: reader.aliases, nodes: reader.nodes }
}

/** Characters that no YAML text has, and halves of characters, which may be one. */
const suspicious = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]/
const forbidden = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]/u

/** Reads documents. */
class Reader extends BlockReader {
  readonly roots: Node[] = []
  /** Whether a document has ended with `...`: Kubernetes reads nothing behind it, whatever it is. */
  isEnded = false

  stream(): void {
    const { roots } = this
    this.refuseForbidden()
    this.passMark()
    this.isJson = this.isWholeJson()
    for (;;) {
      this.skip(false)
      this.anchors.clear()
      const hasDirectives = this.directives()
      if (this.position >= this.end && !hasDirectives) return
      const opens = this.isMarker() && this.at() === DASH
      if (hasDirectives && !opens) {
        if (roots.length > 0) return
        this.fail('a "%" line, and no "---" behind it')
      }
      if (this.isMarker() && !opens && roots.length === 0) this.fail('"..." in front of the first document')
      if (this.isMarker()) {
        this.position += 3
        if (!opens) {
          this.isEnded = true
          continue
        }
        const { line } = this
        this.skip(false)
        if (this.position >= this.end || this.isMarker() || this.isDirective()) continue
        roots.push(this.finite(this.blockNode(-1, false, this.line !== line, this.position)))
      } else roots.push(this.finite(this.blockNode(-1, false, true, this.position)))
      this.skip(false)
      if (this.position < this.end && !this.isMarker() && !this.isDirective() && !this.isJsonStream(roots)) {
        this.fail('unexpected text after the end of the document')
      }
    }
  }

  private refuseForbidden(): void {
    const text =
      this.start === 0 && this.end === this.source.length
        ? this.source
        : this.source.slice(this.start, this.end)
    const found = suspicious.test(text) ? forbidden.exec(text) : null
    if (found !== null) this.fail('a control character', this.start + found.index)
  }

  /** Over a byte order mark at the start of a document that is not the first one: below its separator. */
  private passMark(): void {
    const line = this.source.indexOf('\n', this.start) + 1
    if (this.start === 0 || line === 0 || line >= this.end) return
    if (this.source.charCodeAt(line) !== BYTE_ORDER_MARK) return
    if (/^[ \t]*(?:#.*)?\r?\n$/.test(this.source.slice(this.start, line)))
      this.position = this.line = line + 1
  }

  /** Whether the stream begins with JSON, which Kubernetes reads as such where it can. */
  private isWholeJson(): boolean {
    if (this.start !== 0 || !/^\s*\{/.test(this.source.slice(0, 4096))) return false
    try {
      JSON.parse(this.source.slice(this.start, this.end))
      return true
    } catch {
      return false
    }
  }

  /** Over the `%` lines in front of a document; whether there are any. */
  private directives(): boolean {
    const { position } = this
    this.tagHandles.clear()
    for (let version = false; this.isDirective(); this.skip(false)) {
      const start = this.position
      this.skipLine()
      const line = this.source.slice(start, this.position)
      const [, handle, meaning] =
        /^%TAG[ \t]+(!(?:[A-Za-z0-9_-]*!)?)[ \t]+([^ \t]+)[ \t]*(?:#.*)?$/.exec(line) ?? []
      if (handle !== undefined && meaning !== undefined && !this.tagHandles.has(handle)) {
        this.tagHandles.set(handle, meaning)
      } else if (!version && /^%YAML[ \t]+0?1\.0?1[ \t]*(?:#.*)?$/.test(line)) version = true
      else this.fail('a "%" line that YAML 1.1 does not know', start)
    }
    return this.position > position
  }

  /** JSON objects one after the other, which Kubernetes reads although YAML does not. */
  private isJsonStream(roots: readonly Node[]): boolean {
    const last = roots.at(-1)
    return this.at() === OPEN_BRACE && last?.type === 'mapping' && last.flow
  }
}
