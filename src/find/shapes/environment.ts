import { textAt, pairOf } from '../../yaml/lookup.ts'
import { joinIndex, joinKey } from '../../yaml/path.ts'
import { scalarText } from '../../edit/text.ts'
import { parseReference } from '../../reference/parse.ts'
import { isRefusal } from '../../reference/refusal.ts'
import { resolve, type Mapping } from '../../yaml/node.ts'
import type { Finding, Site } from './finding.ts'
import { isPublicReference } from './public.ts'
import { isSpelledOut, occurrenceOf } from './reference.ts'

/** Names of variables that hold images. `RELATED_IMAGE_*` is the convention of the Operator Lifecycle Manager. */
const imageName = /image/i
const certainName = /^RELATED_IMAGE_|_IMAGE$|^BASE_IMAGE_OS$/

/** Names about images whose value is something else. */
const otherName =
  /image[-_]?(?:pull|policy|tag|version|registry|registries|repository|repo|prefix|suffix|name|digest|secret|size|scan|namespace|type|format|path|dir)/i

/** `version=reference`, one a line or separated by commas: Strimzi's lists. */
const listed = /(^|[\s,])([A-Za-z0-9._-]+)=([^\s,=]+)/g

/**
 * A list of environment variables. A value counts as an image when the name says so and the value is one reference, a
 * list of `version=reference`, or JSON with references in it; or when it is a whole reference to a public registry.
 */
export function readEnvironment(site: Site, container?: string): readonly Finding[] {
  const list = resolve(site.node)
  if (list?.type !== 'sequence') return []
  return list.items.flatMap((item, index) => {
    const variable = resolve(item)
    if (variable?.type !== 'mapping') return []
    return readVariable(
      { text: site.text, node: variable, path: joinIndex(site.path, index) },
      variable,
      container,
    )
  })
}

function readVariable(site: Site, variable: Mapping, container: string | undefined): readonly Finding[] {
  const { source } = site.text
  const pair = pairOf(source, variable, 'value')
  const scalar = resolve(pair?.value)
  if (pair === undefined || scalar?.type !== 'scalar' || scalar.end - scalar.start > 1_000_000) return []
  const name = textAt(source, variable, 'name') ?? ''
  const text = scalarText(site.text, scalar)
  const path = joinKey(site.path, 'value')
  const origin = { node: pair.value, container }
  const value = text.source.trim()
  const says = imageName.test(name) && !otherName.test(name)
  if (
    isImage(value) &&
    ((says && (isSpelledOut(value) || certainName.test(name))) || isPublicReference(value))
  ) {
    return [occurrenceOf(text, text.source.indexOf(value), value, path, origin)]
  }
  if (!says && !imageName.test(name)) return []
  return referencesIn(text.source).map(({ reference, start }) =>
    occurrenceOf(text, start, reference, path, origin),
  )
}

function isImage(value: string): boolean {
  return value !== '' && value.length < 600 && !isRefusal(parseReference(value))
}

/** References inside a longer value: behind `version=`, or as strings of JSON. */
function referencesIn(value: string): readonly { reference: string; start: number }[] {
  const json = /^\s*[[{]/.test(value)
  const candidates = json ? value.matchAll(/"([^"\\\s]{3,600})"/g) : value.matchAll(listed)
  return Array.from(candidates, match => {
    const reference = (json ? match[1] : match[3]) ?? ''
    return { reference, start: match.index + match[0].length - reference.length - (json ? 1 : 0) }
  }).filter(
    ({ reference }) => reference.includes('/') && isImage(reference) && (!json || /[:@]/.test(reference)),
  )
}
