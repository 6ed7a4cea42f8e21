import { canonical } from '../../reference/canonical.ts'
import { parseReference } from '../../reference/parse.ts'
import type { Reference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { isPublicHost } from '../shapes/public.ts'
import { runAt, tokenIn, type Token } from './token.ts'
import { saysImage, saysRegistry, saysRepository, wordBefore } from './word.ts'

/** A piece of text that has the outline of an image, wherever it stands. */
export type Candidate = Token & {
  readonly reference: Reference
  /**
   * Whose images these are: a registry everyone knows, Docker Hub unsaid, or a host of which we know nothing; `prefix`
   * for such a host where a word says that images are put together from it.
   */
  readonly host: 'public' | 'unsaid' | 'unknown' | 'prefix'
  /** Whether it has a tag that looks like a version, or a digest. */
  readonly isVersioned: boolean
  /** Whether the word in front of it says image. */
  readonly isNamed: boolean
}

/** Tags as people write them: versions, hashes of commits, and the words for the newest one. */
const versionTag =
  /^(?:v?\d+[.][\w.-]+|v\d[\w.-]*|\d+-[\w.-]+|[0-9a-f]{7,40}|(?:latest|stable|main|master|edge|nightly|dev|devel|release|lts|signed|unsigned|alpine|slim)(?:[-.][\w.-]*)?|[a-z]+-v?\d[\w.-]*)$/

/** Hosts that stand in front of paths and versions, and are no registries. */
const otherHosts =
  /^(?:github\.com|gitlab\.com|bitbucket\.org|golang\.org|go\.[a-z]+\.[a-z]+|[a-z0-9-]+\.github\.io|helm\.sh|kubernetes\.io|[a-z0-9.-]+\.kubernetes\.io|[a-z0-9.-]+\.svc(?:\.cluster\.local)?|localhost)(?::\d+)?$/

/**
 * All suspects of a text, in its order. The text is not read as YAML: that a suspect stands in a description or a comment
 * is for others to see. Linear in the length of the text.
 */
export function candidatesIn(text: string): readonly Candidate[] {
  const withPath = pathSuspects(text)
  const named = namedSuspects(text)
  return named.length === 0 ? withPath : [...withPath, ...named].sort((a, b) => a.start - b.start)
}

/** What has a `/`. */
function pathSuspects(text: string): readonly Candidate[] {
  const suspects: Candidate[] = []
  let floor = 0
  for (let slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', floor)) {
    const run = runAt(text, slash, floor)
    floor = run.end + 1
    const token = tokenIn(text, run)
    const suspect = token === undefined ? undefined : suspectOf(text, token)
    if (suspect !== undefined) suspects.push(suspect)
  }
  return suspects
}

const valueBehind =
  /[A-Za-z0-9_.-]{0,40}(?:\\{0,3}["'])?[ \t]{0,8}(?::=|=|:(?=[ \t\\"']))[ \t]{0,8}(?:\\{0,3}["'])?([a-z0-9][a-z0-9._-]{0,120}:[A-Za-z0-9_][A-Za-z0-9._-]{0,127})(?![\w/:@.-])/y

/** What has none, but a tag, behind a word that says image: `image: busybox:1.36`. */
function namedSuspects(text: string): readonly Candidate[] {
  const suspects: Candidate[] = []
  for (const word of ['mage', 'MAGE']) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 4)) {
      valueBehind.lastIndex = at + 4
      const value = valueBehind.exec(text)?.[1]
      if (value === undefined) continue
      const end = valueBehind.lastIndex
      const token = tokenIn(text, { start: end - value.length, end })
      const suspect = token === undefined ? undefined : suspectOf(text, token)
      if (suspect?.isNamed === true) suspects.push(suspect)
    }
  }
  return suspects
}

function suspectOf(text: string, token: Token): Candidate | undefined {
  // Most of what has a slash is a label of Kubernetes: no need to read it as a reference.
  if (otherHosts.test(token.text.slice(0, Math.max(token.text.indexOf('/'), 0)))) return undefined
  const reference = parseReference(token.text)
  if (isRefusal(reference)) return undefined
  const isVersioned =
    reference.digest !== undefined || (reference.tag !== undefined && versionTag.test(reference.tag))
  const host = hostOf(reference)
  if (host === 'other') return undefined
  const word = wordBefore(text, token.start - (token.scheme === '' ? 0 : token.scheme.length + 3))
  const isNamed = saysImage(word)
  if (host === 'unknown' && saysRegistry(word))
    return { ...token, reference, host: 'prefix', isVersioned, isNamed: false }
  const isTagged = isVersioned || reference.tag !== undefined
  const isPart = host === 'unsaid' && !isTagged && (!isNamed || saysRepository(word))
  if (host !== 'public' && (isPart || !(isNamed ? isTagged || host === 'unsaid' : isVersioned)))
    return undefined
  if (host === 'unsaid' && !isNamed && !/[a-z]/.test(reference.repository.split('/', 1)[0] ?? ''))
    return undefined
  return { ...token, reference, host, isVersioned, isNamed }
}

function hostOf(reference: Reference): Candidate['host'] | 'other' {
  if (reference.registry === undefined) return 'unsaid'
  const host = canonical(reference).registry
  // The project's own domain names controllers and annotations; its images have versions.
  if (host === 'k8s.io' && reference.tag === undefined && reference.digest === undefined) return 'other'
  if (isPublicHost(host)) return 'public'
  return otherHosts.test(host) ? 'other' : 'unknown'
}
