import { shapeNames } from '../knowledge/fieldspecs/fieldspec.ts'
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import type { Problem } from '../problem.ts'
import { acceptableCodes, type Acceptance } from '../rules/accept.ts'

import { layouts } from '../rules/layout.ts'
import type { Config, PartialConfig } from './config.ts'
import { unmappedWords, type SourceTarget } from '../rules/rule-config.ts'
import {
  readAnyText,
  readBoolean,
  readFieldPath,
  readFields,
  readList,
  readOneOf,
  readRecord,
  readSecretName,
  readText,
} from './reader.ts'
import { readSource } from './source.ts'

export const configApiVersion = 'k8ssandra-relocate.io/v1alpha1'
export const configKind = 'RelocationConfig'

const readMapping = readRecord<SourceTarget>({ source: readText, target: readText })

const readFieldSpec = readRecord<FieldSpec>({
  group: readAnyText,
  kind: readText,
  path: readFieldPath,
  shape: readOneOf(shapeNames),
})

const readAcceptance = readFields<Acceptance>(
  {
    code: readOneOf(acceptableCodes),
    image: readText,
    object: readText,
    path: readText,
    reason: readText,
  },
  ['code'],
)

type File = Omit<Config, 'registry' | 'components'> & {
  readonly apiVersion: typeof configApiVersion
  readonly kind: typeof configKind
  readonly registry: string
}

/** Every field a configuration file may have. */
const readFile = readFields<File>(
  {
    apiVersion: readOneOf([configApiVersion]),
    kind: readOneOf([configKind]),
    registry: readText,
    layout: readOneOf(layouts),
    unmapped: readOneOf(unmappedWords),
    mirrors: readList(readMapping),
    images: readList(readMapping),
    exclude: readList(readText),
    blocked: readList(readText),
    imagePullSecrets: readList(readSecretName),
    strict: readBoolean,
    fieldSpecs: readList(readFieldSpec),
    accept: readList((node, path, source) => {
      const read = readAcceptance(node, path, source)
      return read?.code === undefined ? undefined : { ...read, code: read.code }
    }),
  },
  ['apiVersion', 'kind'],
)

/**
 * What a configuration file says.
 *
 * The empty text says nothing. Any other must be one YAML mapping with `apiVersion`, `kind` and known fields. Whatever
 * is wrong is a `CONFIG_INVALID` problem with line and column, all of them in the order of the text; the configuration
 * then holds what could be read and is not to be used. `file` is the name to show in their places.
 */
export function parseConfig(
  text: string,
  file?: string,
): { readonly config: PartialConfig; readonly problems: readonly Problem[] } {
  if (text === '') return { config: {}, problems: [] }
  const source = readSource(text, file)
  const wellFormed = source.problems().length === 0
  const {
    apiVersion: _apiVersion,
    kind: _kind,
    ...config
  } = (wellFormed && readFile(source.root, '', source)) || {}
  return { config, problems: source.problems() }
}
