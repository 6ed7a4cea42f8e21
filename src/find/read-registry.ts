import { anyImage } from '../knowledge/fieldspecs/fieldspec.ts'
import { schemePattern } from '../reference/scheme.ts'
import { trimSlashes } from '../reference/slashes.ts'
import { exampleBelow, isAddressWord } from '../knowledge/images/registry-words.ts'
import { isKnownRegistry } from '../knowledge/images/registries.ts'
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
  const written = trimSlashes(value.replace(scheme, ''))
  if (!/^[a-z0-9.-]+\.[a-z0-9-]+(?::\d+)?(?:\/[a-z0-9._/-]+)?$/i.test(written)) return false
  const isRepository =
    written.includes('/') && exampleBelow(key) === undefined && /repo(?:sitory)?$/i.test(key)
  const reference = parseReference(`${written}/${anyImage}`)
  if (isRepository || isRefusal(reference) || reference.registry === undefined) return false
  const { isPolicy, isMachine, isStatus } = around.evidence
  if (isPolicy === true || isStatus === true) return true
  if (isMachine === true && !isKnownRegistry(reference.registry.replace(/:\d+$/, ''))) return true
  const example = exampleBelow(key)
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
  const written = value.replace(/^["']|\/?["']?$/g, '')
  return registryAlone.test(written) && isKnownRegistry(written.replace(/:\d+$/, '')) && isAddressWord(key)
}

/** What sets a registry in a text: by its name, or by a word that is one of those that `isAddressWord` knows. */
const settingHint = /registr|(?:image|img|repo|hub)[\w.-]{0,40}["']?[ \t]{0,8}[=: ]/i

/** The registries alone in a text that is not read as YAML: those that are known by their host. */
export function findRegistriesIn(walk: Walk, field: Field, text: Text, around: Around): void {
  const { source } = text
  if (!settingHint.test(source)) return
  const { isPolicy, isStatus } = around.evidence
  if (isPolicy === true || isStatus === true) return
  for (const { name, by, value, start } of hostSettingsIn(source)) {
    const word = withoutDashes(name)
    const written = trimSlashes(value)
    const isRegistry = classOfWord(word) === 'registry'
    if (!registryAlone.test(written) || (!isRegistry && (by === 'word' || !isAddressWord(word)))) continue
    if (!isKnownRegistry(written.replace(/:\d+$/, ''))) continue
    const span = { start, end: start + written.length }
    const example = exampleBelow(word)
    if (example !== undefined)
      for (const finding of readRegistry(field, { example }, span)) walk.add(finding, around)
    else addRegistry(walk, field, text, { written, offset: start }, around)
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
