import { isSchema } from '../manifest/manifest.ts'
import type { Relevance } from '../manifest/relevance.ts'
import { candidatesIn } from './candidates/candidate.ts'
import { defaultsIn } from './schema-text.ts'

/** Words of images in parts, without which none is found by its form. */
const partHint = /registry|repository/i

/** Long runs of the characters of base64, as ConfigMaps and variables hold them. */
const encodedHint = /[A-Za-z0-9+/]{60}/

/** Characters written as escapes. */
const escapeHint = /\\(?:u00|x[0-9a-f]|\/)/

/**
 * Whether a document has to be read, from its text alone: it has a word that a relocation looks for, or something in it has
 * the form of an image. Definitions of resources only for their defaults.
 */
export function concerns(content: string, kinds: readonly string[], isRelevant: Relevance): boolean {
  if (kinds.length > 0 && kinds.every(isSchema)) return mayNameInSchema(content)
  return (
    isRelevant(kinds, content) ||
    mayEncode(content, kinds) ||
    partHint.test(content) ||
    candidatesIn(content).some(({ isWeak }) => !isWeak) ||
    escapeHint.test(content) ||
    encodedHint.test(content)
  )
}

function mayNameInSchema(content: string): boolean {
  const spec = content.indexOf('\nspec:')
  return (spec >= 0 && candidatesIn(content.slice(0, spec)).length > 0) || defaultsIn(content).length > 0
}

/** Whether a document may hold values in base64 by its kind. */
function mayEncode(content: string, kinds: readonly string[]): boolean {
  const isOpen = kinds.length === 0 || kinds.some(kind => kind === '' || kind.endsWith('List'))
  return kinds.includes('Secret') || content.includes('binaryData') || (isOpen && content.includes('Secret'))
}
