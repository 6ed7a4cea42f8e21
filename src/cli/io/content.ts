/**
 * What is written: a text, or bytes in pieces that follow each other; read once, as they may come from a file. A piece holds
 * until the next is requested.
 */
export type Content = string | Iterable<Uint8Array>

export function textOf(content: Content): string {
  return typeof content === 'string' ? content : bytesOf(content).toString('utf8')
}

export function bytesOf(content: Content): Buffer {
  if (typeof content === 'string') return Buffer.from(content)
  return Buffer.concat([...content].map(piece => Buffer.from(piece)))
}
