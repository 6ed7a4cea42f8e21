/** What is written: a text, or bytes in pieces that follow each other; read once, as they may come from a file. */
export type Content = string | Iterable<Uint8Array>

export function textOf(content: Content): string {
  return typeof content === 'string' ? content : Buffer.concat(Array.from(content)).toString('utf8')
}
