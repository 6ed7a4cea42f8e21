import type { EditMap } from '../edit/edit-map.ts'
import type { Edit } from '../edit/edit.ts'
import type { Findings } from '../find/find.ts'
import { isSkippedKey } from '../knowledge/images/look-alikes.ts'
import { patternKeys } from '../knowledge/images/policies.ts'
import { splitApiVersion } from '../manifest/manifest.ts'
import type { Place, Problem } from '../problem.ts'
import type { Alias } from '../yaml/alias.ts'
import { Field } from '../yaml/field.ts'
import { keyOf, pairOf, textAt } from '../yaml/lookup.ts'
import type { Mapping, Node, Scalar } from '../yaml/node.ts'
import { isBeforeTab, quoteBefore } from '../yaml/quote.ts'
import { isNull, valueOf } from '../yaml/scalar.ts'
import { typeOf } from '../yaml/scalar-type.ts'
import type { AliasChange, Entry } from './entry.ts'
import { searchOf } from './edit-search.ts'

/** Fields that hold free names, not the structure of a workload. */
const wordFields = new Set([
  'metadata',
  'labels',
  'annotations',
  'nodeSelector',
  'matchLabels',
  'selector',
  'data',
  'stringData',
  'binaryData',
])

/** What happens to the aliases of a stream. */
type AliasPlan = { readonly changes: readonly AliasChange[]; readonly problems: readonly Problem[] }

/**
 * An alias means what is anchored, so an edit there changes it, too. Where that is not an image that moves with it, the alias
 * gets the value that it had: nothing else may change. A list or mapping is shared with its images; where only words are
 * expected, as in labels, the run is refused. A text with manifests in it is the same wherever an alias has it.
 *
 * `moved` are the aliases that stand for an image and go to the same target; `edits` are all edits of the stream so far.
 */
export function keepOtherAliases(
  { aliases }: Pick<Findings, 'aliases'>,
  moved: ReadonlySet<Alias>,
  edits: readonly Edit[],
  map: EditMap<Entry>,
): AliasPlan {
  const changes: AliasChange[] = []
  const problems: Problem[] = []
  if (aliases.length === 0 || edits.length === 0) return { changes, problems }
  const isEdited = searchOf(edits)
  const words = new Map<Field, Words>()
  const wordsIn = (root: Field): Words => {
    const found = words.get(root) ?? wordsBelow(root)
    words.set(root, found)
    return found
  }
  for (const { alias, field, root, place, isManifest = false } of aliases) {
    const { resolved: target, inText: text } = field
    if (target === undefined || isManifest || moved.has(alias)) continue
    if (!isEdited(Field.of(text, target)) || isEdited(field)) continue
    if (target.type === 'scalar') {
      const value = writtenAgain(text.source, target, alias.end)
      const change = { written: text.source.slice(alias.start, alias.end), text: value, place }
      changes.push(change)
      map.add(text, [field.write(value)], change)
    } else if (root !== undefined) {
      const { aliases: inWords, collections } = wordsIn(root)
      if (inWords.has(alias)) problems.push(shared(`*${alias.name}`, 'shares', place))
      else if (collections.has(target)) problems.push(shared(`&${alias.name}`, 'gives', place))
    }
  }
  return { changes, problems }
}

/** Words that would change with an image; `name` is their alias or their anchor. */
function shared(name: string, does: 'shares' | 'gives', place: Place): Problem {
  return {
    code: 'EDIT_REFUSED',
    message: `"${name}" would change with the images that it ${does}`,
    remedy:
      does === 'shares'
        ? 'write its value out instead of the alias, in the template or the file that it is from'
        : 'write the image where it belongs instead of the alias, in the template or the file that it is from',
    place,
  }
}

type PatternKeys = ReturnType<typeof patternKeys>

/** In a document, aliases below a field that holds words or what is no image, and collections below one in which nothing is ever an image. */
type Words = { readonly aliases: ReadonlySet<Alias>; readonly collections: ReadonlySet<Node> }

function wordsBelow({ node: root, inText: { source } }: Field): Words {
  const aliases = new Set<Alias>()
  const collections = new Set<Node>()
  const walk = (node: Node, isInside: boolean, isNever: boolean, patterns?: PatternKeys): void => {
    if (node.type === 'alias') {
      if (isInside) aliases.add(node)
      return
    }
    if (node.type === 'scalar') return
    if (isNever) collections.add(node)
    if (node.type === 'sequence') for (const item of node.items) walk(item, isInside, isNever, patterns)
    else {
      const hasKind = pairOf(source, node, 'kind') !== undefined
      const own = hasKind ? (patternsOf(source, node) ?? patterns) : patterns
      for (const pair of node.pairs) {
        const key = keyOf(source, pair) ?? ''
        const isNeverImage = isSkippedKey(key) || own === 'all' || own?.has(key) === true
        const isWord = isNeverImage || (key === 'status' && hasKind) || wordFields.has(key)
        walk(pair.value, isInside || isWord, isNever || isNeverImage, own)
      }
    }
  }
  walk(root, false, false)
  return { aliases, collections }
}

/** The keys below which an object has patterns, if it is a policy. */
function patternsOf(source: string, mapping: Mapping): PatternKeys {
  return patternKeys(splitApiVersion(textAt(source, mapping, 'apiVersion') ?? '')[0])
}

/** The value of a scalar on one line, safe in the place of an alias that ends at an offset. */
function writtenAgain(source: string, scalar: Scalar, end: number): string {
  const written = source.slice(scalar.start, scalar.end)
  const isQuoted = scalar.style === 'single' || scalar.style === 'double'
  if (isQuoted && scalar.tag === undefined && !written.includes('\n')) return written
  if (typeOf(source, scalar) === 'text') return quoteBefore(source, end, valueOf(source, scalar))
  const value = isNull(source, scalar) ? 'null' : valueOf(source, scalar)
  // A comment ends what cannot have quotes.
  return isBeforeTab(source, end) ? `${value} #` : value
}
