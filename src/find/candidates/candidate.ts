import { isAmbiguousHost, isKnownRegistry, isOtherHost } from '../../knowledge/images/registries.ts'
import { canonical } from '../../reference/canonical.ts'
import { parseReference } from '../../reference/parse.ts'
import type { Reference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { runAt, tokenIn, type Token } from './token.ts'
import { classOfWord, wordBefore, type WordClass } from './word.ts'

/** A piece of text that could name an image, wherever it is written. */
export type Candidate = Token & {
  readonly reference: Reference
  readonly host: HostClass
  /** Whether it has a tag that looks like a version, or a digest. */
  readonly isVersioned: boolean
  /** What the word in front of it says, or the word that its whole text is under. */
  readonly stands: WordClass
}

/** Whose images these are: a registry that is known, Docker Hub because no host is named, or an unknown host. */
export type HostClass = 'known' | 'unnamed' | 'unknown'

/** Tags as people write them: versions, hashes of commits, and the words for the newest one. */
const versionTag =
  /^(?:v?\d+[.][\w.-]+|v\d[\w.-]*|\d+-[\w.-]+|[0-9a-f]{7,40}|(?:latest|stable|main|master|edge|nightly|dev|devel|release|lts|signed|unsigned|alpine|slim)(?:[-.][\w.-]*)?|[a-z]+-v?\d[\w.-]*|RELEASE\.[\w.-]+)$/

/**
 * All candidates of a text, in its order; `outer` is what the text is under as a whole. The text is not read as YAML.
 * Linear in the length of the text.
 */
export function candidatesIn(text: string, outer: WordClass = 'none'): readonly Candidate[] {
  const withPath = candidatesWithPath(text, outer)
  const named = namedCandidates(text)
  return named.length === 0 ? withPath : [...withPath, ...named].sort((a, b) => a.start - b.start)
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

const valueBehind =
  /[A-Za-z0-9_.-]{0,40}(?:\\{0,3}["'])?[ \t]{0,8}(?::=|=|:(?=[ \t\\"']))[ \t]{0,8}(?:\\{0,3}["'])?([a-z0-9][a-z0-9._-]{0,120}(?::[A-Za-z0-9_][A-Za-z0-9._-]{0,127})?(?:@[a-z0-9+._-]{1,20}:[0-9a-fA-F]{32,128})?)(?=[\s"'\\,;)}\]]|$)/y

/** What has none, behind a word that says image: `image: busybox:1.36`. */
function namedCandidates(text: string): readonly Candidate[] {
  const candidates: Candidate[] = []
  for (const word of ['mage', 'MAGE']) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 4)) {
      valueBehind.lastIndex = at + 4
      const value = valueBehind.exec(text)?.[1]
      if (value === undefined) continue
      const end = valueBehind.lastIndex
      const token = tokenIn(text, { start: end - value.length, end })
      const candidate = token === undefined ? undefined : candidateOf(text, token, 'none')
      if (candidate?.stands === 'image' || candidate?.stands === 'loose-image') candidates.push(candidate)
    }
  }
  return candidates
}

function candidateOf(text: string, token: Token, outer: WordClass): Candidate | undefined {
  // Most of what has a slash is a label of Kubernetes: no need to read it as a reference.
  if (isOtherHost(token.text.slice(0, Math.max(token.text.indexOf('/'), 0)))) return undefined
  const reference = parseReference(token.text)
  if (isRefusal(reference)) return undefined
  if (hostOf(reference) === undefined) return undefined
  const word = wordBefore(text, token.start - (token.scheme === '' ? 0 : token.scheme.length + 3))
  const inner = classOfWord(word)
  const candidate = candidateAs(token, reference, inner === 'none' ? outer : inner)
  return isWorthALook(candidate) ? candidate : undefined
}

/** A token that reads as a reference, under a word. */
export function candidateAs(token: Token, reference: Reference, stands: WordClass): Candidate {
  const host = hostOf(reference) ?? 'unknown'
  const isVersioned =
    reference.digest !== undefined || (reference.tag !== undefined && versionTag.test(reference.tag))
  return { ...token, reference, host, isVersioned, stands }
}

/** Paths, labels and names of objects have the form of an image too: what says nothing more for itself is none. */
function isWorthALook({ host, isVersioned, stands, reference, scheme }: Candidate): boolean {
  const isTagged = reference.tag !== undefined || reference.digest !== undefined
  if (host === 'known') return true
  // Without either it is a version of Docker, or the id of a container: `docker://20.10.7`.
  if (scheme === 'docker' && (isTagged || reference.repository.includes('/'))) return true
  // A server of this machine more often than a registry.
  if (/^localhost(?::|$)/.test(reference.registry ?? '')) return stands === 'image'
  if (stands === 'registry') return host === 'unknown'
  if (stands === 'image' || stands === 'loose-image') return true
  if (stands === 'repository') return isTagged
  return isVersioned && (host === 'unknown' || /[a-z]/.test(reference.repository.split('/', 1)[0] ?? ''))
}

/** Undefined for a host that belongs to something else. */
function hostOf(reference: Reference): HostClass | undefined {
  if (reference.registry === undefined) return 'unnamed'
  const host = canonical(reference).registry
  if (isAmbiguousHost(host) && reference.tag === undefined && reference.digest === undefined) return undefined
  if (isKnownRegistry(host)) return 'known'
  return isOtherHost(host) ? undefined : 'unknown'
}
