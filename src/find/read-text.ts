import type { Field } from '../yaml/field.ts'
import type { Text } from '../yaml/text.ts'
import { withEvidence, type Around } from './around.ts'
import { candidatesIn } from './candidates/candidate.ts'
import { lineBefore } from './candidates/circumstances.ts'
import type { WordClass } from './candidates/word.ts'
import { addCandidate } from './read-scalar.ts'
import type { Walk } from './walk.ts'

/** Texts inside texts inside texts: deeper, nothing is read any more. */
const deepest = 5

/** Keys under which an image may be a bare word, a part or a registry alone: for these a text is read as YAML. */
const keyHint = /(?:image|images|repository|registry|hub)["']?[ \t]*:(?:[ \t]|$)/im

/** An operation of a JSON patch on a field that says image, in YAML or JSON. */
const patchHint = /path["']?[ \t]*:[ \t]*["']?\/\S*image/i

/** A manifest says its kind, in YAML or JSON; what it needs for pull secrets is found by its rows. */
const manifestHint = /^[ \t]*["']?kind["']?[ \t]*:|"kind"[ \t]*:/m
const podHint = /image|containers/i

/** A character written as an escape, which only the reader of the text resolves. */
const escape = /\\(?:u00|x|\/)/

/**
 * A text of several words: YAML or JSON is read like any other document, with comments as possible images; of all else,
 * whatever has the form of an image counts by the word in front of it.
 */
export function readInnerText(
  walk: Walk,
  field: Field,
  text: Text,
  key: string,
  stands: WordClass,
  around: Around,
): void {
  const { source } = text
  const outer =
    (stands === 'image' || stands === 'loose-image' || stands === 'listed') && isList(source)
      ? 'image'
      : 'none'
  const candidates = candidatesIn(source, outer)
  const isYaml = around.evidence.isCommand !== true && around.depth < deepest && mayBeYaml(source)
  const isHinted =
    candidates.length > 0 ||
    keyHint.test(source) ||
    patchHint.test(source) ||
    escape.test(source) ||
    (manifestHint.test(source) && podHint.test(source))
  if (isYaml && isHinted) {
    const comments = candidates.filter(({ start }) => isCommented(source, start))
    if (walk.enter(text, field, key, around)) {
      const inner = withEvidence(around, { isComment: true })
      for (const candidate of comments) addCandidate(walk, field, text, candidate, inner)
      return
    }
    if (/^[ \t]*apiVersion:/m.test(source) && /^[ \t]*kind:/m.test(source)) {
      const inner = withEvidence(around, { isBroken: true })
      for (const candidate of candidates) addCandidate(walk, field, text, candidate, inner)
      return
    }
  }
  for (const candidate of candidates) addCandidate(walk, field, text, candidate, around)
}

/** JSON, or lines with keys. */
function mayBeYaml(source: string): boolean {
  return /^\s*[[{]/.test(source) || /^[ \t]*(?:- )?["']?[\w./-]+["']?[ \t]*:(?:[ \t\r]|$)/m.test(source)
}

/** Words that are all paths, pairs or images: `3.8.0=quay.io/a/b:1 …`. */
function isList(source: string): boolean {
  return source
    .trim()
    .split(/[\s,;]+/)
    .every(word => word === '' || /[/:=]/.test(word))
}

function isCommented(source: string, at: number): boolean {
  return /(?:^|\s)#/.test(lineBefore(source, at))
}
