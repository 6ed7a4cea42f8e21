import { anyImage } from '../knowledge/fieldspecs/fieldspec.ts'
import { canonicalHost } from '../reference/docker-hub.ts'
import { schemePattern } from '../reference/scheme.ts'
import { trimSlashes } from '../reference/slashes.ts'
import { exampleBelow, isAddressWord } from '../knowledge/images/registry-words.ts'
import { isAmbiguousHost, isKnownRegistry } from '../knowledge/images/registries.ts'
import { parseReference } from '../reference/parse.ts'
import { isRefusal } from '../reference/refusal.ts'
import type { Field } from '../yaml/field.ts'
import type { Text } from '../yaml/text.ts'
import type { Around } from './around.ts'
import { hostSettingsIn, withoutDashes } from './candidates/setting.ts'
import { classOfWord } from './candidates/word.ts'
import { readRegistry } from './shapes/registry.ts'
import type { Walk } from './walk.ts'

const scheme = new RegExp(schemePattern)

/** A registry that is known may be written as the URL of its API; any other URL may be one of anything. */
const url = /^https?:\/\/([A-Za-z0-9.-]+)(?::\d+)?(?:\/v[12])?\/?$/

function withoutScheme(value: string): string {
  const host = url.exec(value)?.[1]
  return host !== undefined && isKnownRegistry(canonicalHost(host))
    ? value.replace(/^https?:\/\/|\/v[12]\/?$/g, '')
    : value.replace(scheme, '')
}

/**
 * A registry alone: moved where it is known what is put after it, else a possible image. Whether the value is one: a host,
 * and a path under a word that says registry.
 */
export function findRegistry(
  walk: Walk,
  field: Field,
  text: Text,
  { key, value }: { readonly key: string; readonly value: string },
  around: Around,
): boolean {
  const written = trimSlashes(withoutScheme(value))
  if (!/^[a-z0-9.-]+\.[a-z0-9-]+(?::\d+)?(?:\/[a-z0-9._/-]+)?$/i.test(written)) return false
  const example = value.startsWith('http') ? undefined : exampleBelow(withoutDashes(key), written)
  const isRepository = written.includes('/') && example === undefined && /repo(?:sitory)?$/i.test(key)
  const reference = parseReference(`${written}/${anyImage}`)
  if (isRepository || isRefusal(reference) || reference.registry === undefined) return false
  const { isPolicy, isMachine, isStatus } = around.evidence
  if (isPolicy === true || isStatus === true) return true
  if (isMachine === true && !isKnownRegistry(reference.registry.replace(/:\d+$/, ''))) return true
  if (example !== undefined) {
    for (const finding of readRegistry(field, { example })) walk.add(finding, around)
    return true
  }
  addRegistry(walk, field, text, { written, offset: text.source.indexOf(written) }, around)
  return true
}

/** A registry alone: a domain, and a port. */
const registryAlone = /^[a-z0-9][a-z0-9.-]{1,250}\.[a-z]{2,20}(?::\d+)?$/i

/** Whether a value is a known registry alone, quotes or not, under a word that says that it is one of images. */
export function isAddress(value: string, key: string): boolean {
  if (value.length > 100 || !value.includes('.')) return false
  const written = trimSlashes(withoutScheme(value.replace(/^["']|["']$/g, '')))
  return registryAlone.test(written) && isKnownRegistry(written.replace(/:\d+$/, '')) && isAddressWord(key)
}

/** What sets a registry in a text: by its name, or by a word that is one of those that `isAddressWord` knows. */
const settingHint = /registr|(?:image|img|repo|hub)[\w.-]{0,40}["']?[ \t]{0,8}[=: ]/i

/** `printf "%s/%s" "docker.io"`, `default "quay.io"`: what a template writes in front of a path. */
const printed =
  /\b(?:printf[ \t(]{1,4}\\{0,3}["'`]%s\/[^"'`\n\\]{0,80}\\{0,3}["'`]|default)[ \t,]{1,4}\\{0,3}["'`]([\w.-]{1,250}(?::\d+)?)\\{0,3}["'`]/g

/** The registries alone in a text that is not read as YAML: those that are known by their host. */
export function findRegistriesIn(walk: Walk, field: Field, text: Text, around: Around): void {
  const { source } = text
  const { isPolicy, isStatus } = around.evidence
  if (isPolicy === true || isStatus === true) return
  for (const { 0: whole, 1: written = '', index } of source.includes('{{') ? source.matchAll(printed) : [])
    if (isKnownRegistry(written.replace(/:\d+$/, '')) && !isAmbiguousHost(written))
      addRegistry(walk, field, text, { written, offset: index + whole.lastIndexOf(written) }, around)
  if (!settingHint.test(source)) return
  for (const { name, by, value, start } of hostSettingsIn(source)) {
    const word = withoutDashes(name)
    const written = trimSlashes(withoutScheme(value))
    const isRegistry = classOfWord(word) === 'registry'
    if (!registryAlone.test(written) || (!isRegistry && (by === 'word' || !isAddressWord(word)))) continue
    if (!isKnownRegistry(written.replace(/:\d+$/, ''))) continue
    const offset = start + value.indexOf(written)
    const span = { start: offset, end: offset + written.length }
    const example = value.startsWith('http') ? undefined : exampleBelow(word, written)
    if (example !== undefined)
      for (const finding of readRegistry(field, { example }, span)) walk.add(finding, around)
    else addRegistry(walk, field, text, { written, offset }, around)
  }
}

function addRegistry(
  walk: Walk,
  { path }: Field,
  text: Text,
  { written, offset }: { readonly written: string; readonly offset: number },
  around: Around,
): void {
  const reference = parseReference(`${written}/${anyImage}`)
  if (isRefusal(reference)) return
  const why = 'images may be put together from this registry'
  walk.add({ type: 'possible', text, written, reference, why, offset, path, isRegistry: true }, around)
}
