import { anyImage } from '../../knowledge/fieldspecs/fieldspec.ts'
import { isOtherHost } from '../../knowledge/images/registries.ts'
import { parseReference } from '../../reference/parse.ts'
import type { Reference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { holdsNotation } from './hint.ts'
import { namedIn } from './notations.ts'
import { operandsIn } from './operands.ts'
import { isBehindRegistry, isRegistryOfTemplate, startOfTemplate } from './template.ts'
import { imageOfPair, runAt, tokenIn, type Token } from './token.ts'
import { hostOf, traitsOf, type HostClass } from './traits.ts'
import { isAlone, isNameAndVersion } from './versioned.ts'
import { classOfWord, isImageRepository, wordBefore, type WordClass } from './word.ts'
import { isLikelyImage } from './likely-image.ts'

/** A piece of text that could name an image, wherever it is written. */
export type Candidate = Token & {
  readonly reference: Reference
  readonly host: HostClass
  /** Whether it has a tag that looks like a version, or a digest. */
  readonly isVersioned: boolean
  /** What the word in front of it says, or the word that its whole text is under. */
  readonly wordClass: WordClass
  /** Whether it is one only below a target: nothing but its form says that it is an image. */
  readonly isWeak: boolean
}

/** A longer run without a path is not an image. */
const longestBare = 220

/**
 * All candidates of a text, in its order; `outer` is what the text is under as a whole. The text is not read as YAML.
 * Linear in the length of the text.
 */
export function candidatesIn(text: string, outer: WordClass = 'none'): readonly Candidate[] {
  const withPath = candidatesWithPath(text, outer)
  const named = [...namedCandidates(text), ...bareCandidates(text, outer), ...operandCandidates(text)]
  if (named.length === 0) return withPath
  // What is called an image by a notation or a command is one, whatever the word in front of it says.
  const byStart = new Map<number, Candidate>()
  for (const candidate of [...withPath, ...named]) byStart.set(candidate.start, candidate)
  return [...byStart.values()].sort((a, b) => a.start - b.start)
}

/** What has a `/`. */
function candidatesWithPath(text: string, outer: WordClass): readonly Candidate[] {
  const candidates: Candidate[] = []
  let floor = 0
  for (let slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', floor)) {
    const run = runAt(text, slash, floor)
    floor = run.end + 1
    const token = tokenIn(text, run)
    const candidate = token === undefined ? undefined : candidateOf(text, token, outer)
    if (candidate !== undefined) candidates.push(candidate)
  }
  return candidates
}

/** The sign and the value after a word that says image. A blank is one after a flag only: `--image nginx`. */
const valueBehind =
  /[A-Za-z0-9_.-]{0,40}(?:\\{0,3}["'])?[ \t]{0,8}(:=|=|:(?=[ \t\\"'])|(?<=[A-Za-z])[ \t])[ \t]{0,8}(?:\\{0,3}["'])?([a-z0-9][a-z0-9._-]{0,120}(?::[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(?:@[a-z0-9+._-]{1,20}:[0-9a-fA-F]{32,128})?)(?=[\s"'\\,;)}\]]|$)/y

function isFlag(text: string, at: number): boolean {
  return /(?:^|[\s"'])--[A-Za-z][\w.-]{0,40}$/.test(text.slice(Math.max(0, at - 44), at + 1))
}

/** Words that say of what has no path that it is, or may be, an image. */
const namingClasses: ReadonlySet<WordClass> = new Set([
  'image',
  'loose-image',
  'program-image',
  'machine-image',
])

/** What has none, after a word that says image: `image: busybox:1.36`. */
function namedCandidates(text: string): readonly Candidate[] {
  const candidates: Candidate[] = []
  for (const word of ['mage', 'MAGE']) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 4)) {
      valueBehind.lastIndex = at + 4
      const [, sign = '', value] = valueBehind.exec(text) ?? []
      if (value === undefined || (sign.trim() === '' && !isFlag(text, at))) continue
      const end = valueBehind.lastIndex
      const token = tokenIn(text, { start: end - value.length, end })
      const candidate = token === undefined ? undefined : candidateOf(text, token, 'none')
      if (candidate !== undefined && namingClasses.has(candidate.wordClass)) candidates.push(candidate)
    }
  }
  return candidates
}

/** What has a version and no path: `redis:6.2`. */
function bareCandidates(text: string, outer: WordClass): readonly Candidate[] {
  const candidates: Candidate[] = []
  let floor = 0
  for (let colon = text.indexOf(':'); colon >= 0; colon = text.indexOf(':', floor)) {
    floor = colon + 1
    if (!isWordCharacter(text.charCodeAt(colon + 1)) || !isWordCharacter(text.charCodeAt(colon - 1))) continue
    const run = runAt(text, colon, 0)
    floor = Math.max(floor, run.end)
    if (run.end - run.start > longestBare || text.slice(run.start, run.end).includes('/')) continue
    const token = tokenIn(text, run)
    const candidate = token === undefined ? undefined : candidateOf(text, token, outer)
    if (candidate !== undefined) candidates.push(candidate)
  }
  return candidates
}

/** What a notation or a command says is an image, with or without a version. */
function operandCandidates(text: string): readonly Candidate[] {
  if (!holdsNotation(text)) return []
  const named = namedIn(text).map(run => ({ ...run, isCommand: true, isDestination: false }))
  return [...named, ...operandsIn(text)].flatMap(({ isCommand, isDestination, ...run }) => {
    if (!isCommand && !/[:@]/.test(text.slice(run.start, run.end))) return []
    const token = tokenIn(text, run)
    const reference = token === undefined ? undefined : parseReference(token.text)
    if (token === undefined || reference === undefined || isRefusal(reference)) return []
    if (hostOf(reference) === undefined || goesOn(text, token.end)) return []
    const candidate = candidateAs(token, reference, classOfOperand(isCommand, isDestination))
    return isCommand || isLikelyImage(candidate) ? [candidate] : []
  })
}

/** Whether a path goes on in another quote or variable: `docker://"$HOST"/tool:1`, `quay.io/"$TEAM"/tool:1`. */
function goesOn(text: string, end: number): boolean {
  return text.startsWith('/', end) || text.startsWith('://', end)
}

function classOfOperand(isCommand: boolean, isDestination = false): WordClass {
  if (!isCommand) return 'none'
  return isDestination ? 'destination' : 'operand'
}

function isWordCharacter(code: number): boolean {
  const letter = code | 0x20
  return (letter >= 0x61 && letter <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x5f
}

function candidateOf(text: string, token: Token, outer: WordClass): Candidate | undefined {
  // Most of what has a slash is a label of Kubernetes: no need to read it as a reference.
  if (isOtherHost(token.text.slice(0, Math.max(token.text.indexOf('/'), 0)))) return undefined
  if (isRegistryOfTemplate(text, token)) return registryOfTemplate(token)
  const reference = parseReference(token.text)
  if (isRefusal(reference)) return candidateOfPair(text, token, outer)
  if (hostOf(reference) === undefined) return undefined
  const front = token.isTemplate ? startOfTemplate(text, token.start) : token.start
  if (front < token.start && isBehindRegistry(text, front)) return undefined
  const word = wordBefore(text, front - (token.scheme === '' ? 0 : token.scheme.length + 3))
  const inner = isPartial(reference, word) ? 'partial' : classOfWord(word)
  const candidate = candidateAs(token, reference, inner === 'none' ? outer : inner)
  if (isLikelyImage(candidate) || (front < token.start && candidate.isVersioned)) return candidate
  if (isNameAndVersion(token.text) && isAlone(text, token)) return candidate
  const isTagged = reference.tag !== undefined || reference.digest !== undefined
  const isForm = candidate.host === 'unknown' && (isTagged || candidate.wordClass === 'repository')
  return isForm ? { ...candidate, isWeak: true } : undefined
}

/** A version and its image: `v1:quay.io/team/tool:1`. */
function candidateOfPair(text: string, token: Token, outer: WordClass): Candidate | undefined {
  const image = imageOfPair(token)
  const candidate = image === undefined ? undefined : candidateOf(text, image, outer)
  return candidate?.host === 'known' || outer !== 'none' ? candidate : undefined
}

/** `IMAGE_REPOSITORY=team/tool`: what its reader puts in front and behind is not written here. */
function isPartial({ registry, repository }: Reference, word: string): boolean {
  return registry === undefined && repository.includes('/') && isImageRepository(word)
}

/** A registry alone, whose paths a variable or a template completes. */
function registryOfTemplate(token: Token): Candidate | undefined {
  const reference = parseReference(`${token.text}/${anyImage}`)
  return isRefusal(reference) ? undefined : candidateAs(token, reference, 'none')
}

/** A token that reads as a reference, under a word. */
export function candidateAs(token: Token, reference: Reference, wordClass: WordClass): Candidate {
  const { start, end, text, scheme, isTemplate } = token
  const { host, isVersioned } = traitsOf(reference)
  return { start, end, text, scheme, isTemplate, reference, host, isVersioned, wordClass, isWeak: false }
}
