import { isOtherValue } from '../knowledge/images/look-alikes.ts'
import { isKnownRegistry } from '../knowledge/images/registries.ts'
import type { Field } from '../yaml/field.ts'
import type { Text } from '../yaml/text.ts'
import type { Around } from './around.ts'
import type { WordClass } from './candidates/word.ts'
import type { Walk } from './walk.ts'

/** What Go prints for a map: a chart gave an object where it wanted a text. */
const printedMap = /^map\[(?=.*[\w-]:)/

/** An object that a template printed as a text: no part of it is an image. Whether the value is one. */
export function readPrinted(walk: Walk, field: Field, text: Text, value: string, around: Around): boolean {
  if (!printedMap.test(value)) return false
  if (/registry:|repository:|[iI]mage:/.test(value))
    addUnread(
      walk,
      field,
      text,
      { written: value, why: 'a template printed an object where a text belongs' },
      around,
    )
  return true
}

/** What is called an image, has the outline of one, and cannot be read as a reference. */
export function readFaulty(
  walk: Walk,
  field: Field,
  text: Text,
  { value, wordClass }: { readonly value: string; readonly wordClass: WordClass },
  around: Around,
): void {
  if (wordClass !== 'image' || around.evidence.isMachine === true || isOtherValue(value)) return
  if (value.split(/\s+/).some(hasOutline))
    addUnread(
      walk,
      field,
      text,
      { written: value, why: 'it is called an image and is no image reference' },
      around,
    )
}

/** No image is so many words. */
const longestFaulty = 200

/** Reads a text by `read`, and as one faulty image where that finds nothing in it: `a b:1`. */
export function readOrFaulty(
  walk: Walk,
  field: Field,
  text: Text,
  given: { readonly value: string; readonly wordClass: WordClass },
  around: Around,
  read: (walk: Walk) => void,
): void {
  const { value, wordClass } = given
  if (wordClass !== 'image' || value.length > longestFaulty || value.includes('\n')) return read(walk)
  let isFound = false
  read({
    ...walk,
    add: (finding, where) => {
      isFound = true
      walk.add(finding, where)
    },
    enter: (...inside) => {
      const isEntered = walk.enter(...inside)
      // An image that is a key is none of what is inside.
      if (!hasOutline(/^[^\s:]+/.exec(value)?.[0] ?? '')) isFound ||= isEntered
      return isEntered
    },
  })
  if (!isFound) readFaulty(walk, field, text, given, around)
}

/** Whether a word has a host that is a registry, or ends as an image with a version does; a time of day does not. */
export function hasOutline(word: string): boolean {
  if (/^[\d:.]+$/.test(word)) return false
  const bare = word.replace(/^[a-z][a-z0-9+.-]{0,20}:\/\//, '').replace(/^[^/@]*@(?=[^/]*\/)/, '')
  const host = bare.slice(0, Math.max(bare.indexOf('/'), 0)).replace(/:\d+$/, '')
  if (isKnownRegistry(host)) return true
  if (bare !== word || word.includes('://')) return false
  return (
    /\/[^/]*[:@][^/]*$/.test(word) || /^[\w.-]+(?::[\w.-]+){1,2}$/.test(word) || /^[^@/]+@sha\d+:/.test(word)
  )
}

function addUnread(
  walk: Walk,
  { path }: Field,
  text: Text,
  { written, why }: { readonly written: string; readonly why: string },
  around: Around,
): void {
  const { isPolicy, isStatus, isSecret } = around.evidence
  if (isPolicy === true || isStatus === true || isSecret === true) return
  walk.add({ type: 'possible', text, written, reference: undefined, why, offset: 0, path }, around)
}
