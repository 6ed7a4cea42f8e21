import { isHost } from '../../reference/host.ts'
import { canonicalHost, dockerHub } from '../../reference/docker-hub.ts'
import { textFault } from '../../reference/parse.ts'
import { quote } from '../../reference/quote.ts'
import type { Fault } from '../../reference/fault.ts'
import type { MatchSubject } from '../match-subject.ts'
import { type Glob, matchesGlob, parseGlob } from './glob.ts'
import { trimSlashes } from '../../reference/slashes.ts'
import { userInfoFault } from './prefix-fault.ts'

/**
 * Images to leave alone: what one of the globs covers. A pattern is completed as a reference is, then compared with the
 * canonical name:
 *
 *     nginx                       docker.io/library/nginx
 *     k8ssandra/*                 docker.io/k8ssandra/*
 *     index.docker.io/k8ssandra   docker.io/k8ssandra and everything below it
 *     quay.io                     everything there
 *     busybox:1.*                 docker.io/library/busybox, if the tag matches too
 *
 * Without a wildcard, tag or digest a pattern covers what lies below it too. A pattern that begins with `**` is not
 * completed: it ranges over registries.
 */
export type Pattern = readonly {
  readonly text: string
  readonly name: Glob
  readonly tag: Glob | undefined
  readonly digest: Glob | undefined
}[]

/** A pattern by its separators; `name` is not completed yet. */
type Parts = { readonly name: string; readonly tag: string | undefined; readonly digest: string | undefined }

/** A pattern, or what is wrong with the text. */
export function parsePattern(written: string): Pattern | Fault {
  const text = trimSlashes(written)
  const parts = splitPattern(text)
  return (
    patternFault(written, text) ??
    componentFault(parts) ??
    [...hostAndAllBelow(text), ...(isBareHost(text) ? [] : completions(parts))].map(
      ({ name, tag, digest }) => ({
        text: name,
        name: parseGlob(name),
        tag: tag === undefined ? undefined : parseGlob(tag),
        digest: digest === undefined ? undefined : parseGlob(digest),
      }),
    )
  )
}

/** Whether the pattern covers the candidate. */
export function covers(pattern: Pattern, candidate: MatchSubject): boolean {
  return pattern.some(
    ({ name, tag, digest }) =>
      (tag === undefined || (candidate.tag !== undefined && matchesGlob(tag, candidate.tag))) &&
      (digest === undefined || (candidate.digest !== undefined && matchesGlob(digest, candidate.digest))) &&
      matchesGlob(name, candidate.name),
  )
}

function splitPattern(text: string): Parts {
  const at = text.indexOf('@')
  const digest = at === -1 ? undefined : text.slice(at + 1)
  const head = at === -1 ? text : text.slice(0, at)
  const colon = isBareHost(head) ? -1 : head.indexOf(':', head.lastIndexOf('/') + 1)
  if (colon === -1) return { name: head, tag: undefined, digest }
  return { name: head.slice(0, colon), tag: head.slice(colon + 1), digest }
}

/** Everything in a registry, if the text can be one: `name:5000` may also be an image with its tag. */
function hostAndAllBelow(text: string): readonly Parts[] {
  if (!isBareHost(text) && !/^[a-z0-9-]+:[0-9]+$/.test(text)) return []
  return [{ name: `${canonicalHost(text)}/**`, tag: undefined, digest: undefined }]
}

/** The canonical spellings of a pattern that is not a bare registry. */
function completions({ name, tag, digest }: Parts): readonly Parts[] {
  const names = completeNames(name)
  const isWhole = tag === undefined && digest === undefined && !/[*?]/.test(name)
  const below = isWhole ? names.map(prefix => `${prefix}/**`) : []
  return [...names, ...below].map(complete => ({ name: complete, tag, digest }))
}

function completeNames(name: string): readonly string[] {
  const slash = name.indexOf('/')
  const first = slash === -1 ? name : name.slice(0, slash)
  if (first.includes('**')) return [name]
  if (slash === -1) return [`${dockerHub}/library/${name}`]
  if (!isHost(first)) return [`${dockerHub}/${name}`]
  const host = canonicalHost(first)
  const path = name.slice(slash + 1)
  const isShort = host === dockerHub && !path.includes('/')
  return isShort ? [`${host}/${path}`, `${host}/library/${path}`] : [`${host}/${path}`]
}

/** A registry without a path: `quay.io`, `localhost`, `registry.internal:5000`, `[::1]:5000`. */
function isBareHost(text: string): boolean {
  const name = text.replace(/:[0-9]+$/, '')
  return !/[/@]/.test(text) && (text.startsWith('[') || (!name.includes(':') && isHost(name.toLowerCase())))
}

function patternFault(written: string, text: string): Fault | undefined {
  if (text === '') {
    return {
      reason: 'empty',
      what: 'nothing is written',
      remedy: 'write a name, or a pattern such as quay.io/**',
    }
  }
  const fault = userInfoFault(written, { wildcards: true }) ?? textFault(written)
  if (fault !== undefined) return fault
  if (/^(?:\[[0-9A-Fa-f:*?]+\])?[A-Za-z0-9._/*?:@+-]*$/.test(text)) return undefined
  return {
    reason: 'bad-component',
    what: 'no image name has all these characters',
    remedy: 'use what image names have, and *, ** and ? as wildcards',
  }
}

/** Capitals and empty components would never match. The registry in front may have capitals. */
function componentFault({ name }: Parts): Fault | undefined {
  const components = name.split('/')
  if (components.includes('')) {
    return {
      reason: 'empty-component',
      what: `${quote(name)} has an empty component`,
      remedy: 'remove the "/" that is one too many',
    }
  }
  const path = isHost(name.includes('/') ? (components[0] ?? '') : name.toLowerCase())
    ? components.slice(1)
    : components
  const capitals = path.find(component => /[A-Z]/.test(component))
  if (capitals === undefined) return undefined
  return {
    reason: 'upper-case',
    what: `${quote(capitals)} has capitals`,
    remedy: 'repository names are lower case',
  }
}
