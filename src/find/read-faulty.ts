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
  const bare = value.replace(/^https?:\/\//, '')
  const host = bare.slice(0, Math.max(bare.indexOf('/'), 0)).replace(/:\d+$/, '')
  const hasVersion = bare === value && /\/[^/]*[:@][^/]*$/.test(value) && !value.includes('://')
  if (isKnownRegistry(host) || hasVersion)
    addUnread(
      walk,
      field,
      text,
      { written: value, why: 'it is called an image and is no image reference' },
      around,
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
