import { mayHoldPackage } from '../knowledge/images/packages.ts'
import { mayBeFailedAnswer } from '../manifest/failed-answer.ts'
import { isSchema } from '../manifest/manifest.ts'
import type { Relevance } from '../manifest/relevance.ts'
import { candidatesIn } from './candidates/candidate.ts'
import { mayBeCommand } from './candidates/hint.ts'
import { defaultsIn } from './schema-text.ts'

/** Words of images in parts and of their registries, without which none is found by its form. */
const partHint = /registr|repo(?!rt)|\bhub\b/i

/** Runs of the characters of base64, as ConfigMaps and variables hold them. */
const encodedHint = /[A-Za-z0-9+/]{24,}/g

/** Characters written as escapes. */
const escapeHint = /\\(?:u00|x[0-9a-f]|\/)/

/**
 * Whether a document has to be read, from its text alone: it has a word that a relocation looks for, or something in it has
 * the form of an image; or it may be no manifest at all. Definitions of resources only for their defaults.
 */
export function mustRead(content: string, kinds: readonly string[], isRelevant: Relevance): boolean {
  if (kinds.length > 0 && kinds.every(isSchema)) return mayNameInSchema(content)
  return (
    isRelevant(kinds, content) ||
    mayBeFailedAnswer(content, kinds) ||
    mayEncode(content, kinds) ||
    partHint.test(content) ||
    content.includes('%s/%s') ||
    candidatesIn(content).some(({ isWeak }) => !isWeak) ||
    mayBeCommand(content) ||
    escapeHint.test(content) ||
    holdsEncoded(content) ||
    mayHoldPackage(content)
  )
}

/** Whether a run may be base64: letters of both cases and digits, which names of resources and digests do not have together. */
function holdsEncoded(content: string): boolean {
  encodedHint.lastIndex = 0
  for (let run = encodedHint.exec(content); run !== null; run = encodedHint.exec(content))
    if (/[A-Z]/.test(run[0]) && /[a-z]/.test(run[0]) && /[0-9]/.test(run[0])) return true
  return false
}

function mayNameInSchema(content: string): boolean {
  const spec = content.indexOf('\nspec:')
  return (
    (spec >= 0 && candidatesIn(content.slice(0, spec)).length > 0) || defaultsIn(content).next().done !== true
  )
}

/** Whether a document may hold values in base64 by its kind. */
function mayEncode(content: string, kinds: readonly string[]): boolean {
  const isOpen = kinds.length === 0 || kinds.some(kind => kind === '' || kind.endsWith('List'))
  return kinds.includes('Secret') || content.includes('binaryData') || (isOpen && content.includes('Secret'))
}
