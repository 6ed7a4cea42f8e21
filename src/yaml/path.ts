/** One step from a node to the nodes below it. */
export type Segment = { readonly key: string } | 'every-item' | 'every-key'

const parsed = new Map<string, readonly Segment[]>()

/**
 * The steps of a field path: `spec/template/spec/containers[]/image`. `[]` goes to every item of a list, `*` to every
 * key of a mapping, `\/` is a slash inside a key. The empty path is the node itself.
 */
export function parsePath(path: string): readonly Segment[] {
  let segments = parsed.get(path)
  if (segments === undefined) {
    segments = path === '' ? [] : splitKeys(path).flatMap(parseKey)
    parsed.set(path, segments)
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
