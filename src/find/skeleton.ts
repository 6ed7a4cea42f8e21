import { isOfficialImage } from '../knowledge/images/official-images.ts'
import type { Document } from '../manifest/stream.ts'
import { classOfWord } from './candidates/word.ts'

/**
 * How a document is written, but for the name of its object wherever that is a whole value, for numbers, and for what is
 * after `image: `. Documents of one key differ in nothing else.
 */
export type Skeleton = {
  readonly key: string
  /** '' where the object has no name that could be left out. */
  readonly name: string
  readonly holes: readonly Hole[]
}

/** A value that is left out, and where it is, counted from the start of the document. */
type Hole = { readonly is: 'name' | 'number' | 'image'; readonly at: number; readonly text: string }

/** Longer documents are seldom written twice, and take longer to compare than to read. */
const longest = 1 << 13

/** A name that Kubernetes reads as text, in the usual form. */
const named = /(?<![^\n])metadata:\n(?: [^\n]*\n)*? {2}name: ([a-z][a-z0-9-]{0,48})(?!.)/

/** Words that YAML does not read as text. */
const noText = /^(?:y|n|yes|no|on|off|true|false|null)$/

/** Parts of words that say something of images (`classOfWord`), or make a document matter wherever they are. */
const meaningful = /image|img|container|reload|regist|repositor|secret|^(?:hub|repo)$/

const number = /^(?:[0-9]{1,15}|"[0-9]{1,15}")$/

/** With a path or a version, and nothing in it that YAML or a placeholder knows. */
const image = /^[a-z][A-Za-z0-9._-]*[/:][A-Za-z0-9][A-Za-z0-9._/:@-]*$/

const signs = { name: '\0', number: '\x01', image: '\x02' } as const

/** The skeleton of a document; undefined for one that is to be read by itself. */
export function skeletonOf(source: string, { start, end, body, fault }: Document): Skeleton | undefined {
  if (end - start > longest || fault !== undefined) return undefined
  const content = source.slice(start, end)
  if (/[\0-\x02]/.test(content)) return undefined
  const given = named.exec(content)?.[1] ?? ''
  const name = isPlainName(given) ? given : ''
  const holes: Hole[] = []
  let key = `${body - start} `
  let from = 0
  for (let colon = content.indexOf(': '); colon >= 0;) {
    const at = colon + 2
    const lineEnd = content.indexOf('\n', at)
    if (lineEnd < 0) break
    const is = kindOf(content, colon, lineEnd, name)
    if (is !== undefined) {
      holes.push({ is, at, text: content.slice(at, lineEnd) })
      key += content.slice(from, at) + signs[is]
      from = lineEnd
    }
    colon = content.indexOf(': ', lineEnd)
  }
  return { key: key + content.slice(from), name, holes }
}

/** What kind of hole a value leaves; undefined for one that stays. */
function kindOf(content: string, colon: number, end: number, name: string): Hole['is'] | undefined {
  const at = colon + 2
  const first = content.charCodeAt(at)
  if (first < 0x3a) return number.test(content.slice(at, end)) ? 'number' : undefined
  if (name !== '' && end - at === name.length && content.startsWith(name, at)) return 'name'
  const isImage = content.startsWith('image', colon - 5) && content.charAt(colon - 6) === ' '
  return isImage && image.test(content.slice(at, end)) ? 'image' : undefined
}

/** Whether a name can be any name: it has no meaning for images. */
function isPlainName(name: string): boolean {
  return !noText.test(name) && !meaningful.test(name) && !isOfficialImage(name)
}

/** Keys whose values decide how a document is read, or with whose secrets its images are pulled. */
const deciding = /^(?:apiVersion|kind|namespace|serviceAccount|serviceAccountName)$/

/** Keys whose numbers may be part of an image, or name something. */
const naming = /tag|version|digest|name/i

/** Whether what is read in a document can be read in every other of its key: no name or number is under a key that decides. */
export function isInterchangeable({ holes }: Skeleton, content: string): boolean {
  return holes.every(({ is, at }) => {
    if (is === 'image') return true
    const line = content.slice(content.lastIndexOf('\n', at) + 1, at - 2)
    const word = /^[ -]*([\w./][\w./-]*)$/.exec(line)?.[1]
    if (word === undefined || deciding.test(word) || classOfWord(word) !== 'none') return false
    return is === 'name' || !naming.test(word)
  })
}
