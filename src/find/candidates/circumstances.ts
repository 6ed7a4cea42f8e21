import { isKnownNamespace, isOfficialImage } from '../../knowledge/images/official-images.ts'
import { isOtherValue } from '../../knowledge/images/look-alikes.ts'
import type { Candidate } from './candidate.ts'
import type { WordClass } from './word.ts'

/** What surrounds a candidate and helps to classify it. */
export type Evidence = {
  /** The field belongs to a container: what it holds is pulled. */
  readonly isContainer?: boolean
  /** It is the image of a container in a pod: Kubernetes pulls it, whatever it looks like. */
  readonly isPulled?: boolean
  /** A resource, a key or a neighbour describes a virtual machine. */
  readonly isMachine?: boolean
  /** It is shared by what describes one and by something else. */
  readonly isMaybeMachine?: boolean
  /** Below a key of a policy that holds patterns. */
  readonly isPolicy?: boolean
  readonly isStatus?: boolean
  readonly isKey?: boolean
  readonly isComment?: boolean
  /** In a default of a CustomResourceDefinition. */
  readonly isDefault?: boolean
  /** In a Secret: what is not surely an image stays unnamed, for it may be a secret. */
  readonly isSecret?: boolean
  /** Written in base64: it can be read but not changed. */
  readonly isEncoded?: boolean
  /** In a manifest inside a text that its reader will refuse. */
  readonly isBroken?: boolean
  /** In the arguments of a container. */
  readonly isCommand?: boolean
  /** A command copies an image to it. */
  readonly isDestination?: boolean
  /** A tool that fills a registry copies it from there. */
  readonly isMirrored?: boolean
  /** A rule of the configuration names exactly this image. */
  readonly isNamed?: boolean
  /** It is under a target already. */
  readonly isTarget?: boolean
  /** Its version is in the key next to it: `image` and `version`. */
  readonly isVersionApart?: boolean
}

/** A candidate, and the text it is in: what its scalar says, or what is encoded in it. */
export type Circumstances = Evidence & {
  readonly candidate: Candidate
  readonly text: string
  readonly at: number
}

/** A comment or a key begins no further in front of its value. */
const longestLine = 300

export function hasVersion({ reference }: Candidate): boolean {
  return reference.tag !== undefined || reference.digest !== undefined
}

export function hasPath({ reference }: Candidate): boolean {
  return reference.registry !== undefined || reference.repository.includes('/')
}

export function isVersionedPath(candidate: Candidate): boolean {
  return hasVersion(candidate) && hasPath(candidate)
}

const callingWords: ReadonlySet<WordClass> = new Set([
  'image',
  'loose-image',
  'short-image',
  'operand',
  'repository',
  'machine-image',
  'program-image',
])

/** The word in front of it says image, or repository. */
export function isCalledImage({ candidate }: Circumstances): boolean {
  return callingWords.has(candidate.wordClass)
}

/** Under a word that may say something else. */
function isLooselyCalled({ wordClass }: Candidate): boolean {
  return wordClass === 'loose-image' || wordClass === 'short-image'
}

/** `imgproxy:8080` under a word like `IMAGE_SERVICE`; `postgres:15` is an image. */
export function isHostAndPort({ candidate }: Circumstances): boolean {
  const { registry, repository, tag = '' } = candidate.reference
  if (!isLooselyCalled(candidate) || registry !== undefined || repository.includes('/')) return false
  return /^[0-9]{2,5}$/.test(tag) && !(tag.length === 2 && isOfficialImage(repository))
}

export function isFixed({ isEncoded, isSecret }: Circumstances): boolean {
  return isEncoded === true || isSecret === true
}

/** What would be an image if it could be changed. */
export function isSurelyImage(given: Circumstances): boolean {
  const { candidate } = given
  return (
    candidate.host === 'known' ||
    isOfKnownNamespace(candidate) ||
    (isCalledImage(given) && hasVersion(candidate))
  )
}

export function isOfKnownNamespace({ isVersioned, host, reference }: Candidate): boolean {
  return isVersioned && host === 'unnamed' && isKnownNamespace(reference.repository)
}

/** Whether nothing but the candidate is in its scalar. */
export function isWhole({ candidate, text }: Circumstances): boolean {
  return text.length <= candidate.text.length + 20 && text.trim().length <= candidate.text.length + 10
}

/** `--flag=value` or `--flag value`. */
export function isFlagValue({ candidate, text, at }: Circumstances): boolean {
  return (
    /(?:^|\s)--?[A-Za-z][\w.-]{0,60}[= ]["']?$/.test(text.slice(Math.max(0, at - 70), at)) &&
    /^["']?(?:\s|$)/.test(text.slice(at + candidate.text.length, at + candidate.text.length + 2))
  )
}

/** A line of variables: `WEB_IMAGE=tool`. */
export function isAssigned({ candidate, text, at }: Circumstances): boolean {
  return (
    /^\s*(?:export[ \t]+)?[A-Za-z_][\w.-]{0,60}[ \t]*=[ \t]*["']?$/.test(lineBefore(text, at)) &&
    /^["']?[ \t]*\r?(?:\n|$)/.test(text.slice(at + candidate.text.length, at + candidate.text.length + 12))
  )
}

export function isOther(given: Circumstances): boolean {
  if (given.isPulled === true) return false
  const { candidate, text } = given
  if (isOtherValue(candidate.text)) return true
  // Of a long text, which may hold thousands of images, each looks at itself only.
  if (!isWhole(given)) return false
  const isOneOfSeveral = candidate.host === 'known' && hasVersion(candidate) && /^\w[^*?]*$/.test(text.trim())
  return !isOneOfSeveral && isOtherValue(text.trim())
}

/** A word with a colon after "image" in running text: no registry, no version, no quotes around it. */
export function isMention(given: Circumstances): boolean {
  const { candidate, text, at } = given
  if (candidate.host !== 'unnamed' || candidate.isVersioned || isWhole(given)) return false
  if (candidate.scheme === 'docker' || candidate.wordClass === 'operand' || candidate.isTemplate) return false
  if (/["'=>(][ \t]*$/.test(text.slice(Math.max(0, at - 4), at)) || isFlagValue(given)) return false
  const line = lineBefore(text, at)
  const isField = /^\s*(?:- )?[\w.-]{1,60}:\s+$/.test(line)
  return (
    !isField || !/^\s*(?:\n|$)/.test(text.slice(at + candidate.text.length, at + candidate.text.length + 20))
  )
}

/** A bare word of a program, or under a word that says more than image. */
export function isLooseWord(given: Circumstances): boolean {
  const { candidate, isNamed, isContainer, text, at } = given
  if (isNamed === true || isContainer === true || hasVersion(candidate) || hasPath(candidate)) return false
  if (isOfficialImage(candidate.reference.repository)) return false
  return (
    isLooselyCalled(candidate) ||
    !(
      candidate.wordClass === 'operand' ||
      isWhole(given) ||
      /["']/.test(text.charAt(at - 1)) ||
      isFlagValue(given) ||
      isAssigned(given)
    )
  )
}

/** Between other words, neither named nor handed to a program. */
export function isSentence({ candidate, text, at, isCommand }: Circumstances): boolean {
  if (isCommand === true || candidate.wordClass === 'operand') return false
  const behind = text.slice(at + candidate.text.length, at + candidate.text.length + 12)
  if (candidate.wordClass === 'image') return /^[ \t]+[a-z]+[ \t]+[a-z]/.test(behind)
  return (
    /[A-Za-z,:][ \t]+[(`"']?$/.test(text.slice(Math.max(0, at - 5), at)) &&
    /^[)`"']?(?:[ \t]+[A-Za-z]|[.,;!?](?:\s|$))/.test(behind.slice(0, 5))
  )
}

/** What in a Secret is not surely an image stays unnamed: it may be a secret. So may a bare word that is called an image. */
export function mayBeSecretValue(given: Circumstances): boolean {
  const { text, reference } = given.candidate
  const isNamed = isCalledImage(given) && (/[/:@]/.test(text) || isOfficialImage(reference.repository))
  return given.isSecret === true && !isSurelyImage(given) && !isNamed
}

/** After a `#` or `//` that begins its line, in a text of several. */
export function isCommented({ text, at }: Circumstances): boolean {
  return at < text.length - 1 && /^\s*(?:#|\/\/)/.test(lineBefore(text, at))
}

/** What is on the line of an offset in front of it; of a long line, its end. */
export function lineBefore(text: string, at: number): string {
  const near = text.slice(Math.max(0, at - longestLine), at)
  return near.slice(near.lastIndexOf('\n') + 1)
}
