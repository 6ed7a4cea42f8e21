import { splitStream } from '../../src/manifest/stream.ts'
import { formatReference } from '../../src/reference/reference.ts'
import type { Result } from '../../src/relocate.ts'
import { joinIndex, joinKey } from '../../src/yaml/path.ts'
import type { Decoded, Kubernetes } from './kubernetes.ts'

/**
 * What is wrong with a relocation, as Kubernetes sees it: it decodes a document from the output in which something
 * differs that is not reported, refuses one that it took before, or takes another than we changed.
 */
export async function faultsForKubernetes(
  kubernetes: Kubernetes,
  input: string,
  { output, ...result }: Pick<Result, 'output' | 'changes' | 'secrets' | 'fields' | 'operatorImages'>,
): Promise<readonly string[]> {
  const [before, after] = [piecesOf(input), piecesOf(output)]
  if (before.length !== after.length) return ['the number of documents changed']
  const reported = pathsOf(result)
  const targets = result.changes.map(({ target }) => formatReference(target))
  const merged = result.changes
    .filter(({ place }) => place.path?.includes('<<') === true)
    .map(({ written, target }) => `${JSON.stringify(written)} ${JSON.stringify(formatReference(target))}`)
  const faults = before.map(async (text, index) => {
    const changed = after[index] ?? ''
    if (changed === text) return []
    const [was, is] = await Promise.all([kubernetes.decode(text), kubernetes.decode(changed)])
    return faultsOfDocument(was, is, { reported, targets, merged: new Set(merged) }).map(
      fault => `document ${index}: ${fault}`,
    )
  })
  return (await Promise.all(faults)).flat()
}

/** The documents as Kubernetes cuts them. Only the first may be JSON to it. */
function piecesOf(stream: string): readonly string[] {
  return splitStream(stream).map(({ index, body, end }) => {
    const piece = stream.slice(body, end)
    return index > 0 && isLikeJson(piece) ? `#\n${piece}` : piece
  })
}

/** Whether Kubernetes takes a stream for JSON. A byte order mark is not white space to it. */
export function isLikeJson(stream: string): boolean {
  return /^[^\S\ufeff]*\{/.test(stream)
}

function faultsOfDocument(
  before: readonly Decoded[],
  after: readonly Decoded[],
  {
    reported,
    targets,
    merged,
  }: {
    readonly reported: readonly string[]
    readonly targets: readonly string[]
    /** What is written in mappings that are merged into another one, and what happens to it. */
    readonly merged: ReadonlySet<string>
  },
): readonly string[] {
  const refused = before.find(({ error }) => error !== undefined)
  if (refused !== undefined) return [`it was changed, and Kubernetes refuses it: ${refused.error ?? ''}`]
  const broken = after.find(({ error }) => error !== undefined)
  if (broken !== undefined) return [`Kubernetes refuses what became of it: ${broken.error ?? ''}`]
  if (before.length !== after.length) return [`${before.length} objects became ${after.length}`]
  const changes = before.flatMap(({ value }, index) => Array.from(changesIn(value, after[index]?.value)))
  const isReported = ({ path }: ValueChange): boolean =>
    reported.some(entry => isBelow(entry, path) || isBelow(path, entry))
  const known = changes.filter(isReported)
  // What is written once may be read in several places: by a merge or an alias under the same key, a text of several lines under any.
  const isShared = (change: ValueChange): boolean =>
    merged.has(`${change.was} ${change.is}`) ||
    known.some(
      other =>
        (lastKey(other.path) === lastKey(change.path) || change.was.includes('\\n')) &&
        other.was === change.was &&
        other.is === change.is,
    )
  return changes
    .filter(
      change => !isReported(change) && !isShared(change) && !isCompanion(change) && !isPart(change, targets),
    )
    .map(({ path, was, is }) => `${path}: ${was} became ${is}, and is not reported`)
}

/** A part of an image in parts, of which the report names one field: the registry, the name, the tag, a digest no target has. */
function isPart({ path, was, is }: ValueChange, targets: readonly string[]): boolean {
  if (!is.startsWith('"')) return false
  const [old, now] = [was, is].map(text => text.slice(1, -1))
  if (lastKey(path) === 'digest' && now === '') return !targets.some(target => target.includes(`@${old}`))
  if (/tag$/i.test(lastKey(path)))
    return targets.some(target => target.endsWith(`:${now}`) || target.endsWith(`@${now}`))
  const isName = lastKey(path) === 'image' || lastKey(path) === 'name'
  // The new name of an image that is reported at its name.
  if (lastKey(path) === 'newName')
    return targets.some(target => target.replace(/(?::[^:/]*)?(?:@.*)?$/, '') === now)
  return targets.some(
    target => target.startsWith(`${now}/`) || (isName && /[^/]*$/.exec(target)?.[0].split(/[:@]/)[0] === now),
  )
}

/** What changes together with what is reported: an empty list next to a new one, a registry that makes room for another. */
function isCompanion({ path, was, is }: ValueChange): boolean {
  if (lastKey(path) === 'containers') return was === 'nothing' && is === '[]'
  // The parts that an ImageConfig has for all images.
  if (/(?:^|\/)(?:defaults|overrides)\/(?:registry|repository)$/.test(path)) return true
  return /^(?:image)?(?:registry|namespace)/i.test(lastKey(path)) && (is === '""' || is === 'null')
}

/** A value that is not what it was; both as JSON, shortened. */
type ValueChange = { readonly path: string; readonly was: string; readonly is: string }

function* changesIn(before: unknown, after: unknown, path = ''): Generator<ValueChange> {
  if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index++)
      yield* changesIn(before[index], after[index], joinIndex(path, index))
  } else if (isObject(before) && isObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      yield* changesIn(before[key], after[key], joinKey(path, key))
  } else if (JSON.stringify(before) !== JSON.stringify(after)) {
    yield { path, was: shown(before), is: shown(after) }
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 200)
}

function isBelow(path: string, above: string): boolean {
  return path === above || path.startsWith(`${above}/`) || path.startsWith(`${above}[`)
}

function lastKey(path: string): string {
  return path.replace(/\[\d+\]$/, '').replace(/^.*(?<!\\)\//, '')
}

function pathsOf({
  changes,
  secrets,
  fields,
  operatorImages,
}: Pick<Result, 'changes' | 'secrets' | 'fields' | 'operatorImages'>): readonly string[] {
  const entries = [...changes, ...secrets, ...fields, ...operatorImages.filter(({ isPinned }) => isPinned)]
  // To Kubernetes, what a merge brings in is in the mapping itself.
  const paths = entries.flatMap(
    ({ place }) => place.path?.replace(/(^|\/)<<(?:\[\d+\])*(?:\/|$)/g, '$1') ?? [],
  )
  return [...new Set(paths)]
}
