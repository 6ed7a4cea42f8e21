import { isKindName, type FieldSpec } from '../../knowledge/fieldspecs/fieldspec.ts'
import { formatFieldSpec } from '../../knowledge/fieldspecs/format.ts'
import { sharedPrefixesOf, sharedRegistryPrefix } from '../../knowledge/images/part-rows.ts'
import { isWrittenOut, pathBelow } from '../../manifest/manifest.ts'
import { parseReference } from '../../reference/parse.ts'
import { quote } from '../../reference/quote.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { trimSlashes } from '../../reference/slashes.ts'
import { rowPath } from '../../yaml/path.ts'
import type { Around } from '../around.ts'
import { imageClasses } from '../add-candidate.ts'
import { candidateAs } from '../candidates/candidate.ts'
import { classify } from '../candidates/classify.ts'
import { wholeToken } from '../candidates/token.ts'
import { classOfWord } from '../candidates/word.ts'
import type { Occurrence } from '../shapes/finding.ts'
import type { Siblings } from '../shapes/siblings.ts'
import type { Walk } from '../walk.ts'
import { host } from './apart-in-text.ts'
import type { Family } from './family.ts'

/**
 * A registry for several images (`IMAGE_REGISTRY`) next to images without a host (`WEB_IMAGE: acme/web:1`), and no row says
 * whether they are joined: to change one of them may break both. They stay, and each image is a leak.
 */
export function findApart(
  walk: Walk,
  siblings: Siblings,
  names: readonly string[],
  families: readonly Family[],
  around: Around,
): void {
  const { isPolicy, isMachine, isStatus, isSecret, isEncoded, isDefault } = around.evidence
  if ([isPolicy, isMachine, isStatus, isSecret, isEncoded, isDefault].includes(true)) return
  let byPrefix: ReadonlyMap<string, Set<string>> | undefined
  let byRegistry: ReadonlyMap<string | undefined, Family> | undefined
  for (const key of names) {
    const prefix = sharedRegistryPrefix(key)
    const registry = prefix === undefined ? undefined : siblings.get(key)
    const value = trimSlashes(registry?.text?.trim() ?? '')
    if (prefix === undefined || registry === undefined || !host.test(value)) continue
    if (isRefusal(parseReference(`${value}/image`))) continue
    byPrefix ??= namesByPrefix(names.filter(name => imageClasses.has(classOfWord(name))))
    byRegistry ??= new Map(families.map(family => [family.registry, family]))
    const below = byPrefix.get(prefix) ?? new Set()
    const own = byRegistry.get(key)
    let isFound = false
    for (const name of below) {
      if (own !== undefined && isOneImage(own, name)) continue
      const written = writtenApart(walk, siblings, name, around)
      // What it is does not depend on the registry, so no other registry needs to ask.
      if (written === undefined) {
        below.delete(name)
        continue
      }
      const image = imageApart(walk, siblings, { key, value }, { name, written }, around)
      if (image === undefined) continue
      isFound = true
      walk.add(image, around)
    }
    if (isFound) walk.taken.add(registry.node)
  }
}

/** The names by what they begin with, word by word; '' is all of them. */
function namesByPrefix(names: readonly string[]): ReadonlyMap<string, Set<string>> {
  const byPrefix = new Map<string, Set<string>>()
  for (const name of names) {
    for (const prefix of sharedPrefixesOf(name)) {
      const others = byPrefix.get(prefix)
      if (others === undefined) byPrefix.set(prefix, new Set([name]))
      else others.add(name)
    }
  }
  return byPrefix
}

/** Whether the registry of a family and a name have a tag or a digest with them, so that they are parts of one image. */
function isOneImage(family: Family, name: string): boolean {
  return (
    family.name === name &&
    family.repository === undefined &&
    (family.digest !== undefined || (family.tag !== undefined && !family.isPlainTag))
  )
}

/** The key of a registry for all images of a place. */
export function sharedAmong({ get }: Siblings, names: readonly string[]): string | undefined {
  return names.find(key => sharedRegistryPrefix(key) === '' && host.test(get(key)?.text ?? ''))
}

/** The text of an image without a host; undefined for everything else. */
function writtenApart(walk: Walk, siblings: Siblings, name: string, around: Around): string | undefined {
  const field = siblings.get(name)
  const written = field?.text?.trim() ?? ''
  if (field?.resolved?.type !== 'scalar' || walk.taken.has(field.node)) return
  const own = parseReference(written)
  if (isRefusal(own) || own.registry !== undefined || walk.isNamed(own)) return
  const candidate = candidateAs(wholeToken(written), own, classOfWord(name))
  return classify({ ...around.evidence, candidate, text: written, at: 0 }).is === 'image'
    ? written
    : undefined
}

/** One image without a host, as what it is after the registry; undefined where it is none there. */
function imageApart(
  walk: Walk,
  siblings: Siblings,
  { key, value }: { readonly key: string; readonly value: string },
  { name, written }: { readonly name: string; readonly written: string },
  around: Around,
): Occurrence | undefined {
  const field = siblings.get(name)
  const reference = parseReference(`${value}/${written}`)
  if (field === undefined || isRefusal(reference)) return
  walk.taken.add(field.node)
  const { inText: text, path, node } = field
  return {
    type: 'image',
    text,
    reference,
    written,
    offset: node.start,
    path,
    container: around.container?.get('name')?.text,
    alias: undefined,
    isRepository: false,
    fixed: `no row says whether ${key} (${quote(value)}) is put in front of it`,
    remedy: rowsFor(siblings, { key, name }, field.path, around),
    write: () => undefined,
  }
}

/** The rows for an image that is joined with its registry, and for one that is not. */
function rowsFor(
  { owner }: Siblings,
  { key, name }: { readonly key: string; readonly name: string },
  path: string,
  { manifest }: Around,
): string {
  const { kind, group } = manifest
  const isReached = isWrittenOut(manifest) && owner.inText === manifest.root.inText
  if (!isReached || !isKindName(kind)) return 'change it where the value comes from'
  const parts = (spec: NonNullable<FieldSpec['parts']>): string =>
    formatFieldSpec({
      group,
      kind,
      path: rowPath(pathBelow(manifest, owner.path)),
      shape: 'image-parts',
      parts: spec,
    })
  const joined = parts({
    keys: { registry: key, repository: name },
    hasRegistry: true,
    hasName: false,
    staysClosed: true,
  })
  const whole =
    owner.sequence === undefined
      ? formatFieldSpec({ group, kind, path: rowPath(pathBelow(manifest, path)), shape: 'reference' })
      : parts({ keys: { repository: name }, hasRegistry: false, hasName: false })
  return `if it is, add this row under fieldSpecs: - ${joined}; if it is not, add this one: - ${whole}`
}
