import type { Config } from '../config.ts'
import type { FieldSpec } from '../../knowledge/fieldspecs/fieldspec.ts'
import { formatFieldSpec } from '../../knowledge/fieldspecs/format.ts'
import type { Acceptance } from '../../rules/accept.ts'
import { layoutHelp } from '../../rules/layout.ts'
import { digestTable, unmappedTable, type SourceTarget } from '../../rules/rule-config.ts'
import { configApiVersion, configKind } from '../parse.ts'
import { quotePlain } from '../../yaml/quote.ts'

import type { ReleaseImages } from './release-images.ts'

/** The file the first line of a configuration names, for editors that complete and check YAML. */
const schemaFile = 'k8ssandra-relocate.schema.json'

type WrittenConfig = Pick<
  Config,
  | 'registry'
  | 'layout'
  | 'unmapped'
  | 'digests'
  | 'mirrors'
  | 'images'
  | 'exclude'
  | 'imagePullSecrets'
  | 'accept'
  | 'fieldSpecs'
  | 'strict'
>

/**
 * A first configuration: the given settings are in it, all others as comments with what was found. Without a registry, its
 * key is empty, and the file is refused until it has a value: a pipeline that passes every
 * image through unchanged looks as if it worked.
 */
export function configTemplate(findings: ReleaseImages, written: WrittenConfig): string {
  return [
    head(findings),
    registry(written.registry),
    layout(findings, written.layout),
    choices(written),
    mirrors(findings, written),
    images(findings, written.images),
    exclude(findings, written.exclude),
    secrets(written.imagePullSecrets),
    fieldSpecs(written.fieldSpecs),
    accepted(written.accept),
    `# Treat warnings as errors, as a pipeline should.\n${written.strict ? '' : '# '}strict: true\n`,
  ].join('\n')
}

function head({ images, chosenByOperators, hosts }: ReleaseImages): string {
  const found = `${counted(images, 'image')} at ${counted(hosts.length, 'registry', 'registries')}`
  const unseen = chosenByOperators === 0 ? '' : `, ${chosenByOperators} of them chosen by operators`
  return `# yaml-language-server: $schema=${schemaFile}
# Found: ${found}${unseen}. Lines marked DECIDE wait for you.
# The schema for your editor: k8ssandra-relocate schema > ${schemaFile}
apiVersion: ${configApiVersion}
kind: ${configKind}
`
}

function registry(written: string | undefined): string {
  if (written !== undefined) return `# Where images go.\nregistry: ${quotePlain(written, false)}\n`
  return `# DECIDE where images go: HOST[:PORT][/PREFIX]. Every run is refused until this has a value.\nregistry:\n`
}

function layout({ colliding }: ReleaseImages, written: Config['layout']): string {
  const warnings = colliding.map(
    name => `# Not ${name}: different images of this release would get one name.\n`,
  )
  return `# Below the target: ${layoutHelp}.
${warnings.join('')}layout: ${written}\n`
}

function mirrors(
  { hosts }: ReleaseImages,
  { mirrors, registry = 'registry.internal' }: WrittenConfig,
): string {
  const open = hosts.filter(({ name }) => !mirrors.some(({ source }) => source === name))
  const items = open.map(
    ({ name, images, example }) =>
      `#   - source: ${name} # ${counted(images, 'image')}, such as ${example}\n#     target: ${registry}/${name.replace(':', '_')}\n`,
  )
  const intro = '# A target of its own for the images of one registry, such as a pull-through cache.\n'
  return `${intro}${section('mirrors', mirrors)}${items.join('')}`
}

function images({ floating }: ReleaseImages, written: readonly SourceTarget[]): string {
  const intro = '# Single images, with the tag and digest of the target if it has any.\n'
  if (floating.length === 0) return `${intro}${section('images', written)}`
  const items = floating.map(name => `#   - source: ${name}\n#     target: DECIDE\n`)
  return `${intro}# These have no fixed version: the image you copy today and the one pulled tomorrow may differ.
${section('images', written)}${items.join('')}`
}

function exclude({ hosts }: ReleaseImages, written: readonly string[]): string {
  const example = hosts.at(-1)?.name ?? 'registry.example.com'
  const items = written.map(pattern => `  - ${quotePlain(pattern, false)}\n`).join('')
  return `# Images that stay where they are.\n${written.length > 0 ? `exclude:\n${items}` : `# exclude:\n#   - ${example}/**\n`}`
}

function secrets(written: readonly string[]): string {
  const items = written.map(name => `  - ${quotePlain(name, false)}\n`).join('')
  const list =
    written.length > 0 ? `imagePullSecrets:\n${items}` : '# imagePullSecrets:\n#   - registry-key\n'
  return `# ${written.length > 0 ? 'S' : 'DECIDE, if the registry needs a login: s'}ecrets that exist in the namespaces of the pods.\n${list}`
}

function choices({ unmapped, digests }: WrittenConfig): string {
  return `# What to do with an image that no rule takes: ${unmappedTable.map(({ name, help }) => `${name}, ${help}`).join('; ')}.
${unmapped === 'refuse' ? '# ' : ''}unmapped: ${unmapped}
# The digest of a moved image: ${digestTable.map(({ name, help }) => `${name}, ${help}`).join('; ')}.
${digests === 'keep' ? '# ' : ''}digests: ${digests}\n`
}

function fieldSpecs(written: readonly FieldSpec[]): string {
  const items = written.map(spec => `  - ${formatFieldSpec(spec)}\n`).join('')
  return `# Images in your own custom resources.\n${items === '' ? '# fieldSpecs:\n' : `fieldSpecs:\n${items}`}`
}

function accepted(written: readonly Acceptance[]): string {
  const items = written.map(acceptance => {
    const pairs = Object.entries(acceptance).map(([key, value]) => `${key}: ${quotePlain(value, false)}\n`)
    return `  - ${pairs.join('    ')}`
  })
  if (items.length === 0) return '# Known problems of this release to accept: none.\n# accept:\n'
  return `# Known problems of this release, each with its message. DECIDE which you accept; remove the others.
accept:\n${items.join('')}`
}

/** The given list of mappings, or its key as a comment. */
function section(key: string, written: readonly SourceTarget[]): string {
  if (written.length === 0) return `# ${key}:\n`
  const items = written.map(
    ({ source, target }) =>
      `  - source: ${quotePlain(source, false)}\n    target: ${quotePlain(target, false)}\n`,
  )
  return `${key}:\n${items.join('')}`
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
