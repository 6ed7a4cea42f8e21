import type { Problem } from '../problem.ts'

import type { PartialConfig } from './config.ts'
import type { FileSettings } from './config-file.ts'
import { configFields } from './fields.ts'
import { readSource } from './source.ts'
import { record } from './record-type.ts'

export { configApiVersion, configKind } from './fields.ts'

/** A parsed configuration file: settings of the relocation, and of the run. */
type ParsedConfig = {
  readonly config: PartialConfig
  readonly settings: FileSettings
  readonly problems: readonly Problem[]
}

/**
 * Parses a configuration file.
 *
 * The empty text is an empty configuration. Any other must be one YAML mapping with `apiVersion`, `kind` and known fields. Whatever
 * is wrong is a `CONFIG_INVALID` problem with line and column, all of them in the order of the text and none with a word
 * of a value; the configuration then holds what could be read and is not to be used. `file` is the name to show in
 * their places.
 */
export function parseConfig(text: string, file?: string): ParsedConfig {
  if (text === '') return { config: {}, settings: {}, problems: [] }
  const source = readSource(text, file)
  const isWellFormed = source.problems().length === 0
  const read = isWellFormed ? record(configFields).read(source.root, '', source) : undefined
  if (read === undefined) return { config: {}, settings: {}, problems: source.problems() }
  const {
    apiVersion: _a,
    kind: _k,
    metadata: _m,
    values,
    mapping,
    crds,
    known,
    lock,
    allow,
    caFile,
    insecureRegistries,
    platforms,
    report,
    logFile,
    quiet,
    verbose,
    color,
    ...config
  } = read
  const files = { values, mapping, crds, known, lock, report, logFile, caFile }
  const settings = { ...files, allow, insecureRegistries, platforms, quiet, verbose, color }
  return { config, settings: withoutUndefined(settings), problems: source.problems() }
}

function withoutUndefined(settings: {
  readonly [Name in keyof FileSettings]: FileSettings[Name] | undefined
}): FileSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
}
