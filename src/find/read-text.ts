import type { Field } from '../yaml/field.ts'
import { read } from '../yaml/reader.ts'
import type { Text } from '../yaml/text.ts'
import { withEvidence, type Around } from './around.ts'
import { isOfficialImage } from '../knowledge/images/official-images.ts'
import { parseReference } from '../reference/parse.ts'
import { isRefusal } from '../reference/refusal.ts'
import { candidateAs, candidatesIn, type Candidate } from './candidates/candidate.ts'
import { itemsOf } from './candidates/notations.ts'
import { lineBefore } from './candidates/circumstances.ts'
import type { WordClass } from './candidates/word.ts'
import { sharedRegistriesIn } from './parts/apart-in-text.ts'
import { versionsApart } from './parts/version-in-text.ts'
import { findRegistriesIn } from './read-registry.ts'
import { addCandidate } from './add-candidate.ts'
import type { Walk } from './walk.ts'

/** Texts inside texts inside texts: YAML that is deeper is refused where it may name an image. */
const deepest = 5

/** Keys under which an image may be a bare word, a part or a registry alone: for these a text is read as YAML. */
const keyHint = /(?:image|images|repository|registry|hub)["']?[ \t]*:(?:[ \t]|$)/im

/** An operation of a JSON patch on a field that says image, in YAML or JSON. */
const patchHint = /path["']?[ \t]*:[ \t]*["']?\/\S{0,200}image/i

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
  wordClass: WordClass,
  around: Around,
): void {
  const { source } = text
  const candidates = candidatesUnder(source, wordClass)
  const isYaml = around.evidence.isCommand === true ? isJson(source) : mayBeYaml(source)
  const isHinted =
    candidates.length > 0 ||
    keyHint.test(source) ||
    patchHint.test(source) ||
    escape.test(source) ||
    (manifestHint.test(source) && podHint.test(source))
  if (isYaml && isHinted && around.depth >= deepest && !('fault' in read(source))) {
    const { path } = field
    const message = `YAML inside of ${deepest} texts is not read`
    const remedy = 'write the innermost text as an object of its own'
    walk.add({ type: 'remark', code: 'EMBEDDED_UNREADABLE', message, remedy, text, offset: 0, path }, around)
  } else if (isYaml && isHinted) {
    const comments = candidates.filter(({ start }) => isCommented(source, start))
    if (walk.enter(text, field, key, around)) {
      const inner = withEvidence(around, { isComment: true })
      for (const candidate of comments) addCandidate(walk, field, text, candidate, inner)
      return
    }
    if (isManifest(source) && !isTemplate(source)) {
      const inner = withEvidence(around, { isBroken: true })
      for (const candidate of candidates) addCandidate(walk, field, text, candidate, inner)
      return
    }
  }
  addCandidates(walk, field, text, candidates, withShared(around, source, candidates))
  findRegistriesIn(walk, field, text, around)
}

/** The candidates of a text, some with their versions elsewhere in it. */
export function addCandidates(
  walk: Walk,
  field: Field,
  text: Text,
  candidates: readonly Candidate[],
  around: Around,
): void {
  const apart = versionsApart(text.source, candidates)
  for (const candidate of candidates) {
    const own = apart.has(candidate) ? withEvidence(around, { isVersionApart: true }) : around
    addCandidate(walk, field, text, candidate, own)
  }
}

/** With the registries that the text sets, where it may have images without a host. */
function withShared(around: Around, source: string, candidates: readonly Candidate[]): Around {
  if (!candidates.some(({ host }) => host === 'unnamed')) return around
  const shared = sharedRegistriesIn(source)
  return shared.length === 0 ? around : { ...around, shared: [...(around.shared ?? []), ...shared] }
}

/** Whether the first line that says something is one of YAML or JSON: else it is a script with a manifest in it. */
function beginsAsYaml(source: string): boolean {
  const first = /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*([^\n]*)/.exec(source)?.[1] ?? ''
  return !source.startsWith('#!') && /^(?:---|[[{]|- |["']?[\w./{}-]+["']?[ \t]*:(?:\s|$))/.test(first)
}

function isManifest(source: string): boolean {
  return beginsAsYaml(source) && /^[ \t]*apiVersion:/m.test(source) && /^[ \t]*kind:/m.test(source)
}

/** Whether a template engine reads it, and not as YAML. */
function isTemplate(source: string): boolean {
  const start = source.indexOf('{{')
  return start >= 0 && source.includes('}}', start)
}

/** Of the words of a command, only those are read. */
function isJson(source: string): boolean {
  return /^\s*(?:\[\s*)?\{\s*"/.test(source) && /[}\]]\s*$/.test(source)
}

/** JSON, or lines with keys. */
function mayBeYaml(source: string): boolean {
  return /^\s*[[{]/.test(source) || /^[ \t]*(?:- )?["']?[\w./-]+["']?[ \t]*:(?:[ \t\r]|$)/m.test(source)
}

const imageWords: ReadonlySet<WordClass> = new Set(['image', 'loose-image', 'short-image', 'listed'])

/**
 * The candidates of a text, given what it is under: in a list below a word that says images, every item is called one;
 * of one word, the word is.
 */
export function candidatesUnder(source: string, wordClass: WordClass): readonly Candidate[] {
  const items = imageWords.has(wordClass) ? itemsOf(source, 0, source.length) : []
  const textOf = ({ start, end }: (typeof items)[number]): string => source.slice(start, end)
  const isList = items.length > 1 && items.every(item => isImageOrPair(textOf(item)))
  if (!isList) return candidatesIn(source, /\s/.test(source.trim()) ? 'none' : wordClass)
  const words = items.flatMap((item): readonly Candidate[] => {
    const { end } = item
    const start = item.start + textOf(item).indexOf('=') + 1
    const text = source.slice(start, end)
    const reference = isOfficialImage(text) ? parseReference(text) : undefined
    if (reference === undefined || isRefusal(reference)) return []
    return [candidateAs({ start, end, text, scheme: '', isTemplate: false }, reference, 'operand')]
  })
  return [...candidatesIn(source, 'image').map(asListed), ...words]
}

/** A path, a pair or an image: `3.8.0=quay.io/a/b:1`. */
function isImageOrPair(word: string): boolean {
  return /[/:=]/.test(word) || isOfficialImage(word)
}

/** In a list nothing is a mention between other words. */
function asListed(candidate: Candidate): Candidate {
  return candidate.wordClass === 'image' ? { ...candidate, wordClass: 'operand' } : candidate
}

function isCommented(source: string, at: number): boolean {
  return /(?:^|\s)#/.test(lineBefore(source, at))
}
