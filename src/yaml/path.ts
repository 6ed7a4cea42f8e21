import { detachedText } from './detached-text.ts'

/** One step from a node to the nodes below it. */
export type Segment = { readonly key: string } | 'every-item' | 'every-key'

/** What was parsed: the paths of rows come again and again, and those that a stream gives are not remembered for ever. */
const parsed = new Map<string, readonly Segment[]>()
const mostParsed = 4096

/**
 * The steps of a field path: `spec/template/spec/containers[]/image`. `[]` goes to every item of a list, `*` to every
 * key of a mapping, `\/` is a slash inside a key. The empty path is the node itself.
 */
export function parsePath(path: string): readonly Segment[] {
  let segments = parsed.get(path)
  if (segments === undefined) {
    const copy = detachedText(path)
    segments = copy === '' ? [] : splitKeys(copy).flatMap(parseKey)
    if (parsed.size >= mostParsed) parsed.clear()
    parsed.set(copy, segments)
  }
  return segments
}

/** The path of a key below a path, as people read it. */
export function joinKey(path: string, key: string): string {
  const escaped = key.includes('/') ? key.replaceAll('/', '\\/') : key
  return path === '' ? escaped : `${path}/${escaped}`
}

export function joinIndex(path: string, index: number): string {
  return `${path}[${index}]`
}

/** The path of a field as rows write it, with `[]` for each place in a list. */
export function rowPath(path: string): string {
  return path.replace(/\[\d+\]/g, '[]')
}

/** The path as Kubernetes reads it: what a merge (`<<`) brings in is in the mapping itself. */
export function withoutMerges(path: string): string {
  return path.includes('<<') ? path.replace(/(^|\/)<<(?:\[\d+\])?(?:\/|$)/g, '$1') : path
}

/** The steps of the path of one field, with its places in lists: `a/b[0]/c` is `a`, `b`, 0, `c`. */
export function stepsOf(path: string): readonly (string | number)[] {
  return splitKeys(path).flatMap(part => {
    const indices: number[] = []
    let end = part.length
    while (part.charAt(end - 1) === ']') {
      const open = part.lastIndexOf('[', end)
      const digits = part.slice(open + 1, end - 1)
      if (open === -1 || !/^\d{1,15}$/.test(digits)) break
      indices.push(Number(digits))
      end = open
    }
    const key = part.slice(0, end)
    return [...(key === '' ? [] : [key]), ...indices.reverse()]
  })
}

function splitKeys(path: string): readonly string[] {
  return path.split(/(?<!\\)\//).map(part => part.replaceAll('\\/', '/'))
}

function parseKey(part: string): readonly Segment[] {
  let lists = 0
  while (part.endsWith('[]')) {
    part = part.slice(0, -2)
    lists++
  }
  const key: Segment = part === '*' ? 'every-key' : { key: part }
  return [...(part === '' ? [] : [key]), ...Array<Segment>(lists).fill('every-item')]
}
