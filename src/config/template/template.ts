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
export function configTemplate(findings: ReleaseImages, said: WrittenConfig): string {
  return [
    head(findings),
    registry(said.registry),
    layout(findings, said.layout),
    choices(said),
    mirrors(findings, said),
    images(findings, said.images),
    exclude(findings, said.exclude),
    secrets(said.imagePullSecrets),
    fieldSpecs(said.fieldSpecs),
    accepted(said.accept),
    `# Treat warnings as errors, as a pipeline should.\n${said.strict ? '' : '# '}strict: true\n`,
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

function registry(said: string | undefined): string {
  if (said !== undefined) return `# Where images go.\nregistry: ${quotePlain(said, false)}\n`
  return `# DECIDE where images go: HOST[:PORT][/PREFIX]. Every run is refused until this has a value.\nregistry:\n`
}

function layout({ colliding }: ReleaseImages, said: Config['layout']): string {
  const warnings = colliding.map(
    name => `# Not ${name}: different images of this release would get one name.\n`,
  )
  return `# Below the target: ${layoutHelp}.
${warnings.join('')}layout: ${said}\n`
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

function images({ floating }: ReleaseImages, said: readonly SourceTarget[]): string {
  const intro = '# Single images, with the tag and digest of the target if it has any.\n'
  if (floating.length === 0) return `${intro}${section('images', said)}`
  const items = floating.map(name => `#   - source: ${name}\n#     target: DECIDE\n`)
  return `${intro}# These have no fixed version: the image you copy today and the one pulled tomorrow may differ.
${section('images', said)}${items.join('')}`
}

function exclude({ hosts }: ReleaseImages, said: readonly string[]): string {
  const example = hosts.at(-1)?.name ?? 'registry.example.com'
  const items = said.map(pattern => `  - ${quotePlain(pattern, false)}\n`).join('')
  return `# Images that stay where they are.\n${said.length > 0 ? `exclude:\n${items}` : `# exclude:\n#   - ${example}/**\n`}`
}

function secrets(said: readonly string[]): string {
  const items = said.map(name => `  - ${quotePlain(name, false)}\n`).join('')
  const list = said.length > 0 ? `imagePullSecrets:\n${items}` : '# imagePullSecrets:\n#   - registry-key\n'
  return `# ${said.length > 0 ? 'S' : 'DECIDE, if the registry needs a login: s'}ecrets that exist in the namespaces of the pods.\n${list}`
}

function choices({ unmapped, digests }: WrittenConfig): string {
  return `# What to do with an image that no rule takes: ${unmappedTable.map(({ name, help }) => `${name}, ${help}`).join('; ')}.
${unmapped === 'refuse' ? '# ' : ''}unmapped: ${unmapped}
# The digest of a moved image: ${digestTable.map(({ name, help }) => `${name}, ${help}`).join('; ')}.
${digests === 'keep' ? '# ' : ''}digests: ${digests}\n`
}

function fieldSpecs(said: readonly FieldSpec[]): string {
  const items = said.map(spec => `  - ${formatFieldSpec(spec)}\n`).join('')
  return `# Images in your own custom resources.\n${items === '' ? '# fieldSpecs:\n' : `fieldSpecs:\n${items}`}`
}

function accepted(said: readonly Acceptance[]): string {
  const items = said.map(acceptance => {
    const pairs = Object.entries(acceptance).map(([key, value]) => `${key}: ${quotePlain(value, false)}\n`)
    return `  - ${pairs.join('    ')}`
  })
  if (items.length === 0) return '# Known problems of this release to accept: none.\n# accept:\n'
  return `# Known problems of this release, each with its message. DECIDE which you accept; remove the others.
accept:\n${items.join('')}`
}

/** The given list of mappings, or its key as a comment. */
function section(key: string, said: readonly SourceTarget[]): string {
  if (said.length === 0) return `# ${key}:\n`
  const items = said.map(
    ({ source, target }) =>
      `  - source: ${quotePlain(source, false)}\n    target: ${quotePlain(target, false)}\n`,
  )
  return `${key}:\n${items.join('')}`
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
