import { isKindName } from '../../knowledge/fieldspecs/fieldspec.ts'
import { formatFieldSpec } from '../../knowledge/fieldspecs/format.ts'
import { isOtherValue } from '../../knowledge/images/look-alikes.ts'
import { isOfficialImage } from '../../knowledge/images/official-images.ts'
import { isSharedRegistryOf, sharedRegistryPrefix } from '../../knowledge/images/part-rows.ts'
import { isKnownRegistry, isOtherHost } from '../../knowledge/images/registries.ts'
import { exampleBelow } from '../../knowledge/images/registry-words.ts'
import { isWrittenOut, pathBelow } from '../../manifest/manifest.ts'
import { canonicalHost, dockerHub } from '../../reference/docker-hub.ts'
import { hostOfAddress, registryPattern } from '../../reference/host.ts'
import { parseReference } from '../../reference/parse.ts'
import { quote } from '../../reference/quote.ts'
import type { Reference } from '../../reference/reference.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { schemes } from '../../reference/scheme.ts'
import { trimSlashes } from '../../reference/slashes.ts'
import type { Field } from '../../yaml/field.ts'
import { rowPath } from '../../yaml/path.ts'
import type { Text } from '../../yaml/text.ts'
import type { Around, SharedRegistry } from '../around.ts'
import type { Candidate } from '../candidates/candidate.ts'
import { mayHide } from '../may-name.ts'
import { lineBefore } from '../candidates/circumstances.ts'
import { hostSettingsIn, withoutDashes } from '../candidates/setting.ts'
import { wordBefore } from '../candidates/word.ts'
import { endOfSection, sectionsOf, startOfSection, type Sections } from './section.ts'

/** A registry without a scheme, by its domain, with a path or without. */
export const host = new RegExp(`^(?=[^/:]+\\.|localhost(?:[:/]|$))${registryPattern}(?:/[A-Za-z0-9._/-]+)?$`)

/** Schemes in front of a registry. */
const scheme = new RegExp(`^(?:https?|${schemes.join('|')})://`)

/** Whether a text may set a registry at all. */
const hint = /registr|repo/i

/** More are not read: a text has one or two. */
const mostRegistries = 20

/** The registries for several images that a text sets by an assignment or a flag. */
export function sharedRegistriesIn(source: string): readonly SharedRegistry[] {
  if (!hint.test(source)) return []
  const registries: SharedRegistry[] = []
  let sections: Sections | undefined
  for (const { index, name, by, value: written } of hostSettingsIn(source)) {
    const isSet = (by === 'assignment' || by === 'flag') && source.charAt(index - 1) !== '$'
    const prefix = isSet ? sharedRegistryPrefix(withoutDashes(name)) : undefined
    const value = trimSlashes(written.replace(scheme, ''))
    if (prefix === undefined || !host.test(value) || isOtherValue(value) || isOtherHost(value)) continue
    // Registries of packages are written as URLs.
    if (/^https?:/.test(written) && !isKnownRegistry(hostOfAddress(value))) continue
    // A row knows the images of this one.
    if (exampleBelow(withoutDashes(name), value) !== undefined) continue
    if (isCommentedOut(lineBefore(source, index))) continue
    sections ??= sectionsOf(source)
    const start = startOfSection(sections, index)
    registries.push({ key: name, value, prefix, start, end: endOfSection(sections, index) })
    if (registries.length === mostRegistries) break
  }
  return registries
}

function isCommentedOut(line: string): boolean {
  return /(?:^|\s)#|^\s*(?:;|\/\/)/.test(line)
}

/** What is around the items of a list: those of a command line are next to the registries that it sets. */
export function aroundItems({ node, inText, items }: Field, key: string, around: Around): Around {
  if (key !== 'command' && key !== 'args') return around
  const written = inText.source.slice(node.start, node.end)
  if (!hint.test(written) && !mayHide(written)) return around
  const shared = sharedRegistriesIn(items.map(({ text = '' }) => text).join(' '))
  return shared.length === 0
    ? around
    : { ...around, shared: shared.map(all => ({ ...all, start: 0, end: Infinity })) }
}

/** What is around one item, which is under a word: the flag in front of it, or `image` where a command pulls it. */
export function aroundItem(around: Around, word: string): Around {
  if (around.shared === undefined) return around
  if (word === 'image') return { ...around, shared: undefined }
  if (!word.startsWith('-')) return around
  const name = withoutDashes(word)
  return { ...around, shared: around.shared.filter(({ prefix }) => isSharedRegistryOf(prefix, name)) }
}

/** What an image without a host is where a registry for several images is set next to it, and why it stays. */
type Apart = { readonly reference: Reference; readonly fixed: string; readonly remedy: string }

/**
 * An image of an assignment or a flag, next to a registry that is set in the same text or command line; undefined for
 * every other image. No row says whether they are joined, and to change one of them may break both.
 */
export function apartInText(
  field: Field,
  { source }: Text,
  { start, text: written, host: hostClass, isTemplate }: Candidate,
  around: Around,
): Apart | undefined {
  if (around.shared === undefined || hostClass !== 'unnamed' || isTemplate) return
  const before = source.slice(Math.max(0, start - 12), start)
  const word = wordBefore(source, start)
  if (word === '' ? before.trim() !== '' : /:[ \t"'\\]*$/.test(before)) return
  const registry = around.shared.find(
    ({ prefix, start: from, end }) =>
      from <= start && start < end && (word === '' || isSharedRegistryOf(prefix, word)),
  )
  if (registry === undefined) return
  const { key, value } = registry
  const reference = parseReference(`${value}/${written}`)
  if (isRefusal(reference) || !mayBeBehind(reference)) return
  return {
    reference,
    fixed: `no row says whether ${key} (${quote(value)}) is put in front of it`,
    remedy: remedyIn(field, word, around),
  }
}

/** An official image of Docker Hub is at no other public registry without a namespace. */
function mayBeBehind({ registry = '', repository }: Reference): boolean {
  const known = canonicalHost(registry)
  return !isOfficialImage(repository) || known === dockerHub || !isKnownRegistry(known)
}

/** For what is joined nothing can be written in a text; what is whole has a row. */
function remedyIn({ path, inText }: Field, word: string, { manifest }: Around): string {
  const { kind, group } = manifest
  const change = 'change it where the value comes from'
  const isReached = isWrittenOut(manifest) && inText === manifest.root.inText && isKindName(kind)
  if (!isReached || word === '') return change
  const row = { group, kind, path: rowPath(pathBelow(manifest, path)), shape: 'text', keys: [word] } as const
  return `if it is, ${change}; if it is not, add this row under fieldSpecs: - ${formatFieldSpec(row)}`
}
