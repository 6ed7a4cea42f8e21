import type { PartialConfig } from '../config/config.ts'
import type { FileSettings } from '../config/config-file.ts'
import type { Digests, SourceTarget, Unmapped } from '../rules/rule-config.ts'
import type { Layout } from '../rules/layout.ts'

import type { Acceptance } from '../rules/accept.ts'
import type { FlagName } from './flags.ts'
import { acceptanceOf, operatorSetting } from './flags/faults.ts'

/** The values one origin (the arguments, the variables) gives to flags, by name; all of them checked. */
export type FlagSource = ReadonlyMap<string, readonly string[]>

/** What the arguments and the variables say together: lists add up, of single values the argument's counts. */
export type Settings = {
  readonly text: (name: FlagName) => string | undefined
  readonly list: (name: FlagName) => readonly string[]
  readonly isOn: (name: FlagName) => boolean
}

/** Settings from layers, the weakest first. */
export function settingsOf(...layers: readonly FlagSource[]): Settings {
  const list = (name: FlagName) => layers.flatMap(layer => layer.get(name) ?? [])
  return { list, text: name => list(name).at(-1), isOn: name => isTrue(list(name).at(-1)) }
}

/** The flag with the same meaning as a key of a configuration file about the run. */
const flagOfSetting: Readonly<Record<keyof FileSettings, FlagName>> = {
  values: 'values',
  mapping: 'mapping',
  crds: 'crds',
  known: 'known',
  lock: 'lock',
  allow: 'allow',
  caFile: 'ca-file',
  insecureRegistries: 'insecure-registry',
  platforms: 'platform',
  report: 'report',
  logFile: 'log-file',
  quiet: 'quiet',
  verbose: 'verbose',
  color: 'color',
}

/** The settings of a configuration file for the run, as flags. */
export function flagSourceOf(settings: FileSettings): FlagSource {
  return new Map(
    Object.entries(settings).flatMap(([key, value]: readonly [string, FileSettings[keyof FileSettings]]) => {
      const given = [value ?? []].flat().map(String)
      return given.length === 0 ? [] : [[flagOfSetting[key as keyof FileSettings], given] as const]
    }),
  )
}

/** The part of a layer that is configuration, in the words of a configuration file. */
export function configOf(layer: FlagSource): PartialConfig {
  const lastOf = (name: FlagName) => layer.get(name)?.at(-1)
  const registry = lastOf('registry')
  const layout = lastOf('layout')
  const unmapped = lastOf('unmapped')
  const digests = lastOf('digests')
  const strict = lastOf('strict')
  const operators = layer.get('operator')?.map(operatorSetting) ?? []
  return {
    ...(registry === undefined ? {} : { registry }),
    ...(layout === undefined ? {} : { layout: layout as Layout }),
    ...(unmapped === undefined ? {} : { unmapped: unmapped as Unmapped }),
    ...(digests === undefined ? {} : { digests: digests as Digests }),
    ...(strict === undefined ? {} : { strict: isTrue(strict) }),
    mirrors: layer.get('mirror')?.map(mappingOf) ?? [],
    images: layer.get('image')?.map(mappingOf) ?? [],
    exclude: layer.get('exclude') ?? [],
    imagePullSecrets: layer.get('pull-secret') ?? [],
    operators: Object.fromEntries(operators),
    accept: layer.get('accept')?.map(value => acceptanceOf(value) as Acceptance) ?? [],
  }
}

/** Whether the value of a switch puts it on. */
export function isTrue(value: string | undefined): boolean {
  return value === 'true' || value === '1'
}

function mappingOf(value: string): SourceTarget {
  const [source = '', target = ''] = value.split('=')
  return { source, target }
}
