import { canonicalReference } from '../../reference/canonical.ts'
import { isHost } from '../../reference/host.ts'
import { dockerHub } from '../../reference/docker-hub.ts'
import { quote } from '../../reference/quote.ts'
import { type Fault, isFault } from '../../reference/fault.ts'
import { type Selector, selectorOf } from '../match-subject.ts'
import { parsePrefix } from './prefix.ts'
import { userInfoFault } from './prefix-fault.ts'
import { trimSlashes } from '../../reference/slashes.ts'
import { parseImage } from './exact-image.ts'

/**
 * What a mirror takes over: everything under a prefix, or, where the source has a tag or a digest, that one image.
 * `docker.io/nginx` is the prefix, and the official image of which it is the short spelling.
 */
export type MirrorSource = Selector & {
  /** As written, without trailing slashes. */
  readonly text: string
}

/** `*.example.com`: every host below a domain, as registries.conf has it. The whole host is replaced. */
const anyHostBelow = /^\*(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::\d{1,5})?$/i

/** A source of a mirror, or what is wrong with the text. */
export function parseMirrorSource(written: string): MirrorSource | Fault {
  const text = trimSlashes(written)
  const secret = userInfoFault(written)
  if (secret !== undefined) return secret
  if (isAmbiguous(text)) return ambiguity(text)
  if (anyHostBelow.test(text)) return { name: text.toLowerCase(), tag: undefined, digest: undefined, text }
  const slash = text.indexOf('/')
  if (slash !== -1 && /[:@]/.test(text.slice(slash))) {
    const reference = parseImage(text)
    return isFault(reference) ? reference : { ...selectorOf(reference), text }
  }
  const prefix = parsePrefix(written)
  return isFault(prefix) ? prefix : { name: prefix.name, tag: undefined, digest: undefined, text }
}

/** One component that does not read as a host: `nginx`, `nginx:1.25`, but neither `quay.io` nor `myhost:5000`. */
function isAmbiguous(text: string): boolean {
  const [name = ''] = text.split(/[:@]/, 1)
  return /^[a-z0-9_-]+$/.test(name) && !text.includes('/') && !isHost(name) && !/^[^:]*:[0-9]+$/.test(text)
}

function ambiguity(text: string): Fault {
  const reference = parseImage(text)
  if (isFault(reference)) return reference
  const image = canonicalReference(reference)
  if (reference.tag !== undefined || reference.digest !== undefined) {
    return { reason: 'bad-host', what: `${quote(text)} names no host`, remedy: `write ${image}` }
  }
  return {
    reason: 'bad-host',
    what: `${quote(text)} may be a namespace or an image`,
    remedy: `write ${dockerHub}/${text} for the namespace on Docker Hub, or ${image} for the image`,
  }
}
