import { isOfficialImage } from '../../knowledge/images/official-images.ts'
import type { Document } from '../../manifest/stream.ts'
import { byWord } from '../../yaml/by-word.ts'
import { classOfWord } from '../candidates/word.ts'
import { keyBefore, valueAfter, type Value } from './written-value.ts'

/**
 * How a document is written, but for the name of its object wherever that is a whole value, other words that end with a
 * number, numbers, and what is after `image: `. Documents of one key differ in nothing else, and where two values of one
 * are the same word, they are in all others.
 */
export type Skeleton = {
  readonly key: string
  readonly holes: readonly Hole[]
  /** The words that are left out, each once: another document has others in the same places. */
  readonly words: readonly string[]
}

/** A value that is left out, without its quotes, and where it is, counted from the start of the document. */
type Hole = { readonly is: 'word' | 'number' | 'image'; readonly at: number; readonly text: string }

/** Longer documents are seldom written twice, and take longer to compare than to read. */
const longest = 1 << 13

/** A name that Kubernetes reads as text, in the usual form. */
const named = /(?<![^\n])metadata:\n(?: [^\n]*\n)*? {2}name: ([a-z][a-z0-9-]{0,48})(?!.)/

/** Words that YAML does not read as text. */
const noText = /^(?:y|n|yes|no|on|off|true|false|null)$/

/** Parts of words that say something of images (`classOfWord`), or make a document matter wherever they are. */
const meaningful = /image|img|container|reload|regist|repositor|secret|^(?:hub|repo)$/

/** A word that differs from others of its kind in a number; not a version. */
const numbered = /^(?!v[0-9]+$)([a-z](?:[a-z0-9-]{0,40}[a-z-])?)[0-9]{1,9}$/

const number = /^[0-9]{1,15}$/

/** With a path or a version, and nothing in it that YAML or a placeholder knows. */
const image = /^[a-z][A-Za-z0-9._-]*[/:][A-Za-z0-9][A-Za-z0-9._/:@-]*$/

/** More words of one document stay where they are. */
const mostWords = 64

const signs = { word: '\0', number: '\x01', image: '\x02' } as const

/** The skeleton of a document; undefined for one that is to be read by itself. */
export function skeletonOf(source: string, { start, end, body, fault }: Document): Skeleton | undefined {
  if (end - start > longest || fault !== undefined) return undefined
  const content = source.slice(start, end)
  if (/[\0-\x02]/.test(content)) return undefined
  const given = named.exec(content)?.[1] ?? ''
  const name = isPlainName(given) ? given : ''
  const holes: Hole[] = []
  const words = [name]
  let key = `${body - start} `
  let from = 0
  for (let colon = content.indexOf(':'); colon >= 0;) {
    const value = valueAfter(content, colon)
    if (value !== undefined && mayDiffer(content, colon, value, name)) {
      const { at, end: valueEnd } = value
      const text = content.slice(at, valueEnd)
      const is = kindOf(text, takenBy(keyBefore(content, colon)), words)
      if (is !== undefined) {
        holes.push({ is, at, text })
        key += content.slice(from, at) + signs[is] + (is === 'word' ? wordSign(text, words) : '')
        from = valueEnd
      }
    }
    colon = content.indexOf(':', value?.end ?? colon + 1)
  }
  return { key: key + content.slice(from), holes, words }
}

/** Whether a value may be left out: it ends with a digit, is the name of the object, or an image. */
function mayDiffer(content: string, colon: number, { at, end }: Value, name: string): boolean {
  const last = content.charCodeAt(end - 1)
  if (last >= 0x30 && last <= 0x39) return true
  if (end - at === name.length && content.startsWith(name, at)) return true
  return content.startsWith('image', content.charAt(colon - 1) === '"' ? colon - 6 : colon - 5)
}

/** What may be left out behind a key: a word or a number where it is any. */
type Takes = 'image' | 'word' | 'any' | 'none'

/** Keys whose values decide how a document is read, or with whose secrets its images are pulled. */
const deciding = /^(?:apiVersion|kind|namespace|serviceAccount|serviceAccountName)$/

/** Keys whose values may be part of an image. */
const ofImage = /tag|version|digest/i

/** What is left out behind a key. */
const takenBy = byWord((key: string): Takes => {
  if (key === 'image') return 'image'
  if (key === '' || deciding.test(key) || ofImage.test(key) || classOfWord(key) !== 'none') return 'none'
  return /name/i.test(key) ? 'word' : 'any'
})

/** What kind of hole a value leaves; undefined for one that stays. `words`: those before it, first the name of the object. */
function kindOf(text: string, taken: Takes, words: readonly string[]): Hole['is'] | undefined {
  if (taken === 'none') return undefined
  if (taken === 'image') return image.test(text) ? 'image' : undefined
  if (taken === 'any' && number.test(text)) return 'number'
  if (words.includes(text)) return 'word'
  return words.length < mostWords && numbered.test(text) && isPlainName(text) ? 'word' : undefined
}

/** Which word it is, and what it has in common with those that may be in its place. */
function wordSign(text: string, words: string[]): string {
  const known = words.indexOf(text)
  if (known === 0) return '0 '
  if (known < 0) words.push(text)
  return `${known < 0 ? words.length - 1 : known} ${numbered.exec(text)?.[1] ?? ''} `
}

/** Whether a name can be any name: it has no meaning for images. */
function isPlainName(name: string): boolean {
  return !noText.test(name) && !meaningful.test(name) && !isOfficialImage(name)
}
