import { machineWords, namesWholeImage, pictureWords, programWords } from '../../knowledge/images/words.ts'
import { isOperatorImage } from '../../knowledge/images/part-rows.ts'
import { isRegistryWord } from '../../knowledge/images/registry-words.ts'
import { wordOfPairs, wordOfSpacedList } from './list-word.ts'
import { byWord } from '../../yaml/by-word.ts'

/**
 * What the word in front of a value says the value is. `loose-image`: it has more to say than image (`IMAGE_PROXY`);
 * `short-image`: `IMG`, which may be a picture as well; `program-image`: that of a program or of a machine (`SERVER_IMAGE`); `operand`: a command that pulls images takes it; `destination`: a
 * command copies an image to it; `partial`: an image whose registry only its reader knows, where none is written.
 */
export type WordClass =
  | 'image'
  | 'loose-image'
  | 'short-image'
  | 'operand'
  | 'destination'
  | 'partial'
  | 'listed'
  | 'repository'
  | 'registry'
  | 'version'
  | 'machine-image'
  | 'program-image'
  | 'picture'
  | 'other'
  | 'none'

/** How far in front of a value its name may end: quotes, backslashes and blanks. */
const longestGap = 12

const longestWord = 60

const longestList = 600

/** What a key, a variable or a flag says about its value. `none` for a word that says nothing about images. */
export const classOfWord = byWord(classOf)

/** Parts of a word after `image` that leave it an image, and those that make it something else. */
const stillImage = new Set([
  'name',
  'names',
  'ref',
  'refs',
  'reference',
  'references',
  'uri',
  'url',
  'default',
  'spec',
])
const partOfImage = new Set([
  'tag',
  'tags',
  'version',
  'versions',
  'digest',
  'digests',
  'sha',
  'sha256',
  'hash',
])
const aboutImage =
  /^(?:s?pull(?!spec).*|paths?|polic(?:y|ies)|secrets?|types?|formats?|sizes?|scan|scans|scanning|namespaces?|dirs?|directory|gc|ids?|identifiers?|prefix(?:es)?|suffix(?:es)?|times?|timestamp|timeouts?|intervals?|credentials?|providers?|family|selectors?|lookups?|counts?|quality|streams?|caches?|caching|runs|as|builds?|builders?|configs?|configuration|mirrors?|minimum|maximum|max|min|limits?|thresholds?|swapper|volumes?|editors?|uploads?|renderer|buckets?|topics?|queues?|mimes?|cdns?|widths?|heights?|resolutions?|extensions?)$/

/**
 * Whether a variable is of the Operator Lifecycle Manager, whatever comes after: its value is a whole image.
 * Source: https://docs.openshift.com/container-platform/latest/operators/operator_sdk/osdk-generating-csvs.html
 */
export function isRelatedImage(word: string): boolean {
  return word.startsWith('RELATED_IMAGE_')
}

function classOf(word: string): WordClass {
  if (isRelatedImage(word) || namesWholeImage(word)) return 'image'
  const parts = partsOf(word)
  const last = parts.at(-1) ?? ''
  const isShort = last === 'img' || last === 'imgs'
  if (isShort) return parts.slice(0, -1).some(part => pictureWords.has(part)) ? 'picture' : 'short-image'
  const image = parts.findIndex(part => part === 'image' || part === 'images' || /^[a-z]*images?$/.test(part))
  if (last === 'registry' || last === 'registries') return 'registry'
  if ((last === 'hub' && parts.length === 1) || isRegistryWord(word)) return 'registry'
  if (last === 'repository' || last === 'repo' || last === 'repositories')
    return parts.length === 1 || parts.some(part => ofImages.test(part)) ? 'repository' : 'none'
  if (image < 0) return /config_?reloader/.test(parts.join('_')) ? 'image' : 'none'
  const before = parts.slice(0, image)
  const behind = parts.slice(image + 1)
  if (behind.some(part => partOfImage.has(part))) return 'version'
  if (before.some(part => pictureWords.has(part))) return 'picture'
  const isSpelled = behind.every(part => stillImage.has(part))
  if (behind.length === 1 && /^lists?$/.test(last)) return 'loose-image'
  if (!isSpelled && (behind.some(part => aboutImage.test(part)) || !/[_-]/.test(word))) return 'other'
  if (before.some(part => machineWords.has(part)) && !isOperatorImage(word)) return 'machine-image'
  if (before.length > 0 && before.every(part => programWords.has(part))) return 'program-image'
  return isSpelled ? 'image' : 'loose-image'
}

/** Parts of a word that make a repository one of images. */
const ofImages = /^(?:[a-z]*images?|containers?|docker)$/

/** Whether a word in front of `repository` says that images are in it, and not source code. */
export function isImageRepository(word: string): boolean {
  return classOfWord(word) === 'repository' && partsOf(word).some(part => ofImages.test(part))
}

/** Endings of files with a list in them: `images.txt`. */
const textFile = /(?<=[a-z])\.(?:txt|list|lst|csv)$/

/** The parts of the last segment of a word, in lower case: `sidecar.istio.io/proxyImage` is `proxy`, `image`. */
function partsOf(word: string): readonly string[] {
  const segments = word.replace(textFile, '').split(/[./]/)
  const last = segments.at(-1) ?? ''
  const above = segments.at(-2) ?? ''
  // `image.repository` of Helm's --set: both segments count.
  const name = /image/i.test(above) && !/image/i.test(last) ? `${above}_${last}` : last
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_\-\s]+/)
    .filter(part => part !== '')
}

/**
 * The word that names the value at an offset of a text, '' where none does: the key in front of `:`, the variable or flag
 * in front of `=` or `:-`, with the quotes of JSON and their backslashes in between, or a flag whose value is the next word.
 */
export function wordBefore(text: string, offset: number): string {
  if (text.charAt(offset - 1) === '-') {
    const variable = /\$\{(\w{1,60}):?-$/.exec(text.slice(Math.max(0, offset - longestWord - 4), offset))?.[1]
    if (variable !== undefined) return variable
  }
  if (text.charAt(offset - 1) === ',') {
    const start = startOfList(text, offset)
    // A list that goes on further back is not followed: each of its words would go back through all others.
    return text.charAt(start - 1) === ',' ? '' : wordBefore(text, start)
  }
  const list = wordOfSpacedList(text, offset)
  if (list !== undefined) return list
  const gap = skipBack(text, offset, ' \t"\'\\')
  const sign = text.charAt(gap - 1)
  // `a:b` is one word; a key ends with `: ` or is in quotes.
  const isAssigned = sign === '=' || (sign === ':' && gap < offset)
  const end = skipBack(text, isAssigned ? skipBack(text, gap - 1, ':') : gap, ' \t"\'\\')
  let start = end
  while (start > 0 && end - start < longestWord && isWordPart(text.charCodeAt(start - 1))) start--
  const word = text.slice(start, end)
  if (isAssigned) {
    const pairs = classOfWord(word) === 'none' ? wordOfPairs(text, start) : undefined
    return pairs ?? word.replace(/^--?/, '')
  }
  if (gap === offset) return ''
  // `spark.kubernetes.container.image  team/tool:1` of a file of properties.
  const isProperty = word.includes('.') && (start === 0 || text.charAt(start - 1) === '\n')
  return isProperty || word.startsWith('-') ? word.replace(/^--?/, '') : ''
}

/** Where a list without blanks begins: `--images=a/b:1,c/d:2`. */
function startOfList(text: string, offset: number): number {
  let start = offset
  while (start > 0 && offset - start < longestList && isListPart(text, start - 1)) start--
  return start
}

function skipBack(text: string, from: number, over: string): number {
  let at = from
  while (at > 0 && from - at < longestGap && over.includes(text.charAt(at - 1))) at--
  return at
}

function isListPart(text: string, at: number): boolean {
  return isWordPart(text.charCodeAt(at)) || '/:@,'.includes(text.charAt(at))
}

/** Letters, digits, `_`, `.` and `-`. */
function isWordPart(code: number): boolean {
  const letter = code | 0x20
  return (
    (letter >= 0x61 && letter <= 0x7a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x5f ||
    code === 0x2e ||
    code === 0x2d
  )
}
