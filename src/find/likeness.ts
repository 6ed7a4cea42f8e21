import { isOfficialImage } from '../knowledge/images/official-images.ts'
import type { Document } from '../manifest/stream.ts'
import { classOfWord } from './candidates/word.ts'

/**
 * How a document is written, but for the name of its object wherever that is a whole value. Two documents of one key differ
 * in nothing else.
 */
export type Likeness = {
  readonly key: string
  /** '' where the object has no name that could be left out. */
  readonly name: string
  /** Where the name stands, counted from the start of the document. */
  readonly names: readonly number[]
}

/** Longer documents are seldom written twice, and take longer to compare than to read. */
const longest = 1 << 13

/** A name that Kubernetes reads as text, in the usual form. */
const named = /^metadata:\n(?: [^\n]*\n)*? {2}name: ([a-z][a-z0-9-]{0,48})$/m

/** Words that YAML does not read as text. */
const noText = /^(?:y|n|yes|no|on|off|true|false|null)$/

/** Parts of words that say something of images (`classOfWord`), or make a document matter wherever they stand. */
const telling = /image|img|container|reload|regist|repo|hub|secret/

/** The likeness of a document; undefined for one that is to be read by itself. */
export function likenessOf(source: string, { start, end, body, fault }: Document): Likeness | undefined {
  if (end - start > longest || fault !== undefined) return undefined
  const content = source.slice(start, end)
  if (content.includes('\0')) return undefined
  const name = named.exec(content)?.[1] ?? ''
  if (name === '' || !isPlainName(name)) return { key: `${body - start} ${content}`, name: '', names: [] }
  const value = `: ${name}\n`
  const names: number[] = []
  for (let at = content.indexOf(value); at >= 0; at = content.indexOf(value, at + 1)) names.push(at + 2)
  return { key: `${body - start} ${names.length} ${content.replaceAll(value, ': \0\n')}`, name, names }
}

/** Whether nothing depends on which name it is: it says nothing of images by itself. */
function isPlainName(name: string): boolean {
  return !noText.test(name) && !telling.test(name) && !isOfficialImage(name)
}

/** Keys whose values decide how a document is read, or with whose secrets its images are pulled. */
const deciding = /^(?:apiVersion|kind|namespace|serviceAccount|serviceAccountName)$/

/** Whether what is read in a document can be read in every other of its key: its name stands under no key that decides. */
export function isInterchangeable({ key }: Likeness): boolean {
  for (let at = key.indexOf(': \0'); at >= 0; at = key.indexOf(': \0', at + 1)) {
    const word = /[\w./-]*$/.exec(key.slice(Math.max(0, at - 100), at))?.[0] ?? ''
    if (word === '' || deciding.test(word) || classOfWord(word) !== 'none') return false
  }
  return true
}
