import { maskUserInfo } from './user-info.ts'

/** Longer texts from outside are cut: no name or reference that a person wrote is longer. */
export const longestText = 400

/** A sentence of ours quotes a few such texts. */
const longestSentence = 10 * longestText
const longestPath = 4096

/**
 * Text from outside as a person may see it, inside a sentence or a column: on one line, with control characters, line
 * separators, direction marks and lone surrogates written as `\u…`, without the user information of a URL, and cut after
 * 400 characters. Nothing else prints such text.
 */
export function printable(text: string): string {
  return shown(text, longestText)
}

/** The same care for the path of a file: systems allow 4,096 bytes, and a path that is cut leads nowhere. */
export function printablePath(path: string): string {
  return shown(path, longestPath)
}

/** The same care for a whole sentence that quotes such texts, and would lose its end if it were cut like one. */
export function printableSentence(text: string): string {
  return shown(text, longestSentence)
}

/** The same care, in double quotes, as JSON writes it. */
export function quote(text: string): string {
  return escapeControls(JSON.stringify(safe(text, longestText)))
}

/**
 * Characters that move a cursor, change colours, end lines, or turn and hide what is around them, as JSON would escape
 * them: DEL, C1, line separators, format characters and lone surrogates too, which JSON leaves as they are.
 */
export function escapeControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, escaped)
}

function shown(text: string, longest: number): string {
  return escapeControls(safe(text, longest))
}

/** Text beyond twice the length is not read at all: input can be hostile. */
function safe(text: string, longest: number): string {
  const masked = maskUserInfo(text.slice(0, 2 * longest))
  return masked.length > longest ? `${masked.slice(0, longest)}…` : masked
}

function escaped(character: string): string {
  const json = JSON.stringify(character).slice(1, -1)
  if (json !== character) return json
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
  return units.map(unit => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
