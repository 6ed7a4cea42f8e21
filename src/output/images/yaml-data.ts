import { Document, Scalar } from 'yaml'

/** Mappings of scalars, of mappings, and of lists of texts or mappings. */
export type YamlData = { readonly [key: string]: Value | undefined }
type Value = string | number | boolean | YamlData | readonly string[] | readonly YamlData[]

/** Texts that need no quotes in any version of YAML: names of files, objects, fields and images. */
const plain = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][\w./()[\]-]*(?:[:@][\w.-]+)*$/i

/** Characters that act on a terminal and may be in YAML unescaped. */
const acting = /[\x7f-\x9f\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u

/**
 * YamlData as YAML in block style, a field each: the tree of nodes of 50,000 images would take 1 GB. Texts with characters
 * that act on a terminal are in double quotes, where these are escaped.
 */
export function* yamlFields(data: YamlData, indent = ''): Iterable<string> {
  for (const [key, value] of Object.entries(data)) {
    if (value === undefined) continue
    if (typeof value !== 'object') yield `${indent}${scalarText(key)}: ${scalarText(value)}\n`
    else if (Object.keys(value).length === 0)
      yield `${indent}${scalarText(key)}: ${isList(value) ? '[]' : '{}'}\n`
    else yield `${indent}${scalarText(key)}:\n`
    if (typeof value === 'object')
      if (isList(value)) for (const item of value) yield* itemFields(item, `${indent}  `)
      else yield* yamlFields(value, `${indent}  `)
  }
}

function* itemFields(item: string | YamlData, indent: string): Iterable<string> {
  if (typeof item === 'string') {
    yield `${indent}- ${scalarText(item)}\n`
    return
  }
  const first = `${indent}- `
  let lead = first
  for (const field of yamlFields(item, `${indent}  `)) {
    yield `${lead}${field.slice(lead.length)}`
    lead = `${indent}  `
  }
  if (lead === first) yield `${first}{}\n`
}

function scalarText(value: string | number | boolean): string {
  if (typeof value !== 'string' || plain.test(value)) return String(value)
  const scalar = new Scalar(value)
  if (acting.test(value)) scalar.type = Scalar.QUOTE_DOUBLE
  const text = new Document(scalar, { version: '1.1' }).toString({ lineWidth: 0, blockQuote: false })
  return text.trimEnd().replace(new RegExp(acting, 'gu'), escapedYaml)
}

function escapedYaml(character: string): string {
  return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`
}

function isList(value: Value): value is readonly string[] | readonly YamlData[] {
  return Array.isArray(value)
}
