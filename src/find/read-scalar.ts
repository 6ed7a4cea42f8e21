import { isOtherValue } from '../knowledge/images/look-alikes.ts'
import { isOfficialImage } from '../knowledge/images/official-images.ts'
import { isPackageKey } from '../knowledge/images/packages.ts'
import { isPolicyText } from '../knowledge/images/policies.ts'
import { namesVersionedImage } from '../knowledge/images/words.ts'
import { scalarText } from '../edit/text.ts'
import { parseReference } from '../reference/parse.ts'
import type { Reference } from '../reference/reference.ts'
import { isRefusal } from '../reference/refusal.ts'
import { schemePattern } from '../reference/scheme.ts'
import type { Field } from '../yaml/field.ts'
import type { Scalar } from '../yaml/node.ts'
import { typeOf } from '../yaml/scalar-type.ts'
import type { Text } from '../yaml/text.ts'
import { withEvidence, type Around } from './around.ts'
import { candidateAs } from './candidates/candidate.ts'
import { mayBeCommand } from './candidates/hint.ts'
import { hasVersionTag } from './candidates/versioned.ts'
import { classOfWord, isRelatedImage, type WordClass } from './candidates/word.ts'
import { findEncoded, mayBeEncoded } from './read-encoded.ts'
import { readOverride } from './parts/override.ts'
import { readFaulty, readOrFaulty, readPrinted } from './read-faulty.ts'
import { addCandidates, candidatesUnder, readInnerText } from './read-text.ts'
import { findRegistriesIn, findRegistry, isAddress } from './read-registry.ts'
import { invalidReference, notText, placeholderAt } from './shapes/reference.ts'
import { blankOfTrigger } from './shapes/trigger.ts'
import { addCandidate, imageClasses } from './add-candidate.ts'
import type { Walk } from './walk.ts'

/** No image is longer. */
const longestImage = 600

const scheme = new RegExp(schemePattern)

/** Every image and every possible image in one scalar, by what it is under and what it says. */
export function readScalar(walk: Walk, field: Field, scalar: Scalar, key: string, around: Around): void {
  const { source } = field.inText
  const raw = source.slice(scalar.start, scalar.end)
  const wordClass = around.evidence.isKey === true ? 'none' : wordClassFor(key, raw, around)
  const isRegistry = wordClass !== 'image' && around.evidence.isKey !== true && isAddress(raw, key)
  if (wordClass === 'none' && scalar.tag !== '!!binary' && !isRegistry && !mayHold(raw, around)) return
  const isPodImage = around.isPod && around.evidence.isContainer === true
  const type = typeOf(source, scalar)
  if (type !== 'text') {
    if (isPodImage && type !== 'null') walk.add(notText(field, type), around)
    return
  }
  const text = scalarText(field.inText, scalar)
  const value = isPodImage ? textOf(text, scalar) : text.source.trim()
  if (value === '') return
  if (isPodImage) {
    const pulled = isOtherValue(value) ? withEvidence(around, { isPulled: true }) : around
    readWhole(walk, field, text, { key, value }, wordClass, pulled)
    return
  }
  if (key === 'images' && field.isItem && readOverride(walk, field, text, around)) return
  if (around.evidence.isEncoded === true || mayBeEncoded(value)) {
    if (findEncoded(walk, field, text, value, around)) return
  }
  if (isRegistry && findRegistry(walk, field, text, { key, value }, around)) return
  if (readPrinted(walk, field, text, value, around)) return
  if (value.includes('package') || key.endsWith('.rego')) {
    if (isPolicyText(key, value)) return
  }
  if (/\s/.test(value) || /^[[{]./.test(value))
    return readOrFaulty(walk, field, text, { value, wordClass }, around, inner =>
      readInnerText(inner, field, text, key, wordClass, around),
    )
  if (readWhole(walk, field, text, { key, value }, wordClass, around)) return
  const candidates = candidatesUnder(text.source, wordClass)
  addCandidates(walk, field, text, candidates, around)
  if (candidates.length === 0) readFaulty(walk, field, text, { value, wordClass }, around)
  findRegistriesIn(walk, field, text, around)
}

/** The end of a block is not a part of an image; all else is as Kubernetes reads it. */
function textOf({ source }: Text, { style }: Scalar): string {
  return style === 'literal' || style === 'folded' ? source.replace(/(?<!\n)\n+$/, '') : source
}

/** What the key of the value says about it, or `images` above it. */
function wordClassFor(key: string, raw: string, { isListed, evidence, manifest }: Around): WordClass {
  const own = classOfWord(key)
  if (evidence.isContainer === true) return 'image'
  if (isPackageKey(manifest.group, key)) return 'partial'
  if (namesVersionedImage(key) && isVersionedImage(raw)) return 'image'
  return own === 'none' && isListed ? 'listed' : own
}

/** Whether a text is an image with a version, and no name of a container or a service. */
function isVersionedImage(raw: string): boolean {
  const reference = parseReference(raw.replace(/^["']|["']$/g, ''))
  if (isRefusal(reference) || !hasVersionTag(reference)) return false
  return reference.repository.includes('/') || isOfficialImage(reference.repository)
}

/** Whether anything in a scalar can be an image, by its characters. */
function mayHold(raw: string, { evidence }: Around): boolean {
  return (
    raw.includes('/') ||
    raw.includes('\\') ||
    /[A-Za-z0-9]:[A-Za-z0-9]/.test(raw) ||
    raw.includes('\n') ||
    /mage|registr/i.test(raw) ||
    mayBeEncoded(raw) ||
    mayBeCommand(raw) ||
    evidence.isEncoded === true
  )
}

/** A scalar that is one word, as a reference; whether that is all there is to say. */
function readWhole(
  walk: Walk,
  field: Field,
  text: Text,
  { key, value }: { readonly key: string; readonly value: string },
  wordClass: WordClass,
  around: Around,
): boolean {
  if (wordClass === 'registry' || wordClass === 'repository')
    return findRegistry(walk, field, text, { value, key }, around)
  if (!imageClasses.has(wordClass)) return false
  if (value.length > longestImage && around.evidence.isContainer !== true) return false
  const called = scheme.exec(value)?.[1] ?? ''
  const skipped = called === '' ? 0 : called.length + 3
  const written = value.slice(skipped)
  if (around.evidence.isPolicy === true) return true
  const filled = wordClass === 'image' ? placeholderAt(field, written) : undefined
  if (filled !== undefined) {
    walk.add(filled, around)
    return true
  }
  const reference = parseReference(written)
  if (isRefusal(reference)) {
    if (!around.isPod || around.evidence.isContainer !== true) return false
    const blank = written.trim() === '' ? blankOfTrigger(field, around.manifest) : undefined
    walk.add(blank ?? invalidReference(field, reference), around)
    return true
  }
  const start = text.source.indexOf(value) + skipped
  const token = { start, end: start + written.length, text: written, scheme: called, isTemplate: false }
  const candidate = candidateAs(token, reference, wordClass === 'listed' ? listed(reference) : wordClass)
  addCandidate(
    walk,
    field,
    text,
    candidate,
    isRelatedImage(key) ? withEvidence(around, { isNamed: true }) : around,
  )
  return true
}

/** In a list of images, what has a path and a version is one. */
function listed(reference: Reference): WordClass {
  return reference.tag !== undefined || reference.digest !== undefined ? 'image' : 'none'
}
