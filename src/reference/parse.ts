import { hostFault, isHost } from './host.ts'
import { pathFault } from './path.ts'
import { lengthFault, longestName } from './name-length.ts'
import type { Reference } from './reference.ts'
import { type Refusal, refuse } from './refusal.ts'
import type { Fault } from './fault.ts'
import { digestFault } from './digest.ts'
import { tagFault } from './tag.ts'

/** No reference is longer: a name, a tag, and a digest of any algorithm there is. */
export const longestReference = 4 * 1024

/**
 * The parts of an image reference, or why the text is none. Any text is allowed: nothing is thrown, and the
 * work is bounded however long the text is.
 *
 *     reference  := name [ ":" tag ] [ "@" digest ]
 *     name       := [ registry "/" ] path, at most 255 characters
 *
 * `host.ts`, `path.ts` and `version.ts` have the grammar of the parts. As in
 * https://github.com/distribution/reference a bare identifier of 64 hexadecimal digits is refused, and so is a bare
 * `sha256:…`: both name an image without saying where it is.
 */
export function parseReference(text: string): Reference | Refusal {
  if (text.length > longestRemembered) return readReference(text)
  const known = remembered.get(text)
  if (known !== undefined) return known
  if (remembered.size >= mostRemembered) remembered.clear()
  // A copy, so that what is remembered does not keep the stream that it was cut from.
  const copy = JSON.parse(JSON.stringify(text)) as string
  const read = readReference(copy)
  remembered.set(copy, read)
  return read
}

/** What was read lately: a stream names few images, and each of them many times. */
const remembered = new Map<string, Reference | Refusal>()
const mostRemembered = 4096
const longestRemembered = 300

function readReference(text: string): Reference | Refusal {
  const fault = textFault(text)
  if (fault !== undefined) return refuse(text, fault)
  const reference = splitReference(text)
  const partFault = referenceFault(reference)
  return partFault === undefined ? reference : refuse(text, partFault)
}

/** The parts by their separators alone; nothing is checked. */
function splitReference(text: string): Reference {
  const at = text.indexOf('@')
  const digest = at === -1 ? undefined : text.slice(at + 1)
  const { registry, repository: rest } = splitName(at === -1 ? text : text.slice(0, at))
  const colon = rest.indexOf(':')
  if (colon === -1) return { registry, repository: rest, tag: undefined, digest }
  return { registry, repository: rest.slice(0, colon), tag: rest.slice(colon + 1), digest }
}

/** Registry and path of a name: the first of several components is the registry if it reads as a host. */
export function splitName(name: string): Pick<Reference, 'registry' | 'repository'> {
  const slash = name.indexOf('/')
  const first = slash === -1 ? '' : name.slice(0, slash)
  return isHost(first)
    ? { registry: first, repository: name.slice(slash + 1) }
    : { registry: undefined, repository: name }
}

function referenceFault({ registry, repository, tag, digest }: Reference): Fault | undefined {
  return (
    lengthFault(registry === undefined ? repository : `${registry}/${repository}`) ??
    (registry === undefined ? undefined : registryFault(registry)) ??
    pathFault(repository) ??
    (tag === undefined ? undefined : tagFault(tag)) ??
    (digest === undefined ? undefined : digestFault(digest))
  )
}

/**
 * What is wrong with the registry of a name, if anything. One that only its capitals tell from a path was more likely
 * meant as a path; `my_registry.internal` is not a DNS name, but the grammar lets it pass as a path, and runtimes ask it.
 */
export function registryFault(registry: string): Fault | undefined {
  const fault = hostFault(registry)
  if (fault === undefined) return undefined
  const asPath = pathFault(registry)
  return asPath === undefined || !isHost(registry.toLowerCase()) ? asPath : fault
}

/** What is wrong with a text before it is split, if anything. */
export function textFault(text: string): Fault | undefined {
  if (text === '')
    return { reason: 'empty', what: 'nothing is written', remedy: 'write an image, or remove the field' }
  if (text.length > longestReference) {
    return {
      reason: 'too-long',
      what: `the text has ${text.length} characters`,
      remedy: `write an image: its name has at most ${longestName} characters`,
    }
  }
  return schemeFault(text) ?? whiteSpaceFault(text) ?? identifierFault(text)
}

function schemeFault(text: string): Fault | undefined {
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//.exec(text)?.[0]
  if (scheme === undefined) return undefined
  return { reason: 'url', what: `it starts with the URL scheme ${scheme}`, remedy: `remove "${scheme}"` }
}

function whiteSpaceFault(text: string): Fault | undefined {
  if (!/\s/.test(text)) return undefined
  if (text.trim() === '') {
    return {
      reason: 'empty',
      what: 'only white space is written',
      remedy: 'write an image, or remove the field',
    }
  }
  return /\s/.test(text.trim())
    ? {
        reason: 'inner-white-space',
        what: 'white space inside',
        remedy: 'write one image, without white space',
      }
    : {
        reason: 'surrounding-white-space',
        what: 'white space around it',
        remedy: 'remove the white space around the image',
      }
}

function identifierFault(text: string): Fault | undefined {
  if (!/^(?:sha256:)?[0-9a-f]{64}$/.test(text)) return undefined
  return {
    reason: 'identifier',
    what: 'an identifier without a repository',
    remedy: 'write the repository in front, as in registry.example.com/name@sha256:…',
  }
}
