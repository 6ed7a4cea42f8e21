import { splitStream } from '../../src/manifest/stream.ts'
import { read } from '../../src/yaml/reader.ts'
import { valueOfNode } from '../yaml/value.ts'
import type { Decoded } from './kubernetes.ts'

/** What our reader makes of a stream, in the form in which Kubernetes answers. */
export function decodedByUs(written: string): readonly Decoded[] {
  // Kubernetes ends the last line where it has no end.
  const stream = written === '' || written.endsWith('\n') ? written : `${written}\n`
  return splitStream(stream).flatMap(({ start, end, index }): Decoded | readonly Decoded[] => {
    const text = stream.slice(start, end)
    // Separators that follow each other have no document between them.
    if (index === 0 ? text === '' : /^[^\n]*\n?$/.test(text)) return []
    const reading = read(stream, start, end)
    if ('fault' in reading) return { error: reading.fault.message }
    const roots = index === 0 && /^\s*\{/.test(text) ? reading.roots : reading.roots.slice(0, 1)
    return roots.length === 0 ? { value: null } : roots.map(root => ({ value: valueOfNode(stream, root) }))
  })
}
