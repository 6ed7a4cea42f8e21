import { isOfficialImage } from '../knowledge/images/official-images.ts'
import type { Node, Scalar } from '../yaml/node.ts'
import type { Text } from '../yaml/text.ts'
import { mayBeCommand } from './candidates/hint.ts'
import { isNameAndVersion } from './candidates/versioned.ts'
import { classOfWord } from './candidates/word.ts'
import { isAddress } from './read-registry.ts'

/** Whether a scalar can name an image at all, from its length, its key and the characters in it. */
export function mayName({ source }: Text, scalar: Scalar, key: string, isMember: boolean): boolean {
  const length = scalar.end - scalar.start
  if (length >= 24 || (length > 0 && classOfWord(key) !== 'none')) return true
  const text = source.slice(scalar.start, scalar.end)
  if (mayHide(text) || /[\n\r]/.test(text) || scalar.tag !== undefined || isVersionedName(text)) return true
  if (isAddress(text, key)) return true
  if (isMember && (text.includes(':') || isOfficialImage(textOf(source, scalar)))) return true
  return text.includes('/') || text.includes('mage') || /registr/i.test(text) || mayBeCommand(text)
}

/** Whether a value may read otherwise than it is written: escapes, aliases, tags. */
export function mayHide(written: string): boolean {
  return /[\\*!]/.test(written)
}

/** `redis:6.2`, whatever it is under. */
function isVersionedName(text: string): boolean {
  const colon = text.indexOf(':')
  if (colon <= 1 || colon >= text.length - 1) return false
  const name = text.replace(/^["']|["']$/g, '')
  return isNameAndVersion(name) || isOfficialImage(name.slice(0, name.indexOf(':')))
}

function textOf(source: string, node: Node): string {
  return source.slice(node.start, node.end).replace(/^["']|["']$/g, '')
}
