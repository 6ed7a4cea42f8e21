import type { Acceptance } from '../rules/accept.ts'
import type { RuleConfig } from '../rules/rule-config.ts'
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import type { ComponentSetting } from './component-setting.ts'

/** Everything a run is told, from flags, variables and files, in the words of the flags. */
export type Config = RuleConfig & {
  readonly imagePullSecrets: readonly string[]
  readonly strict: boolean
  readonly fieldSpecs: readonly FieldSpec[]
  /** Problems that are known and accepted. */
  readonly accept: readonly Acceptance[]
  /** What values files of the chart say about single components; it counts before the rules. */
  readonly components: readonly ComponentSetting[]
}

/** What one origin (a file, the variables, the flags) says; a key it does not mention is absent. */
export type PartialConfig = Partial<Config>

export const emptyConfig: Config = {
  registry: undefined,
  layout: 'preserve',
  unmapped: 'refuse',
  mirrors: [],
  images: [],
  exclude: [],
  imagePullSecrets: [],
  strict: false,
  fieldSpecs: [],
  accept: [],
  components: [],
}

/** Whether anything at all is to be relocated or added; exclusions and extra rows alone ask for nothing. */
export function asksForNothing(config: Config): boolean {
  return (
    config.registry === undefined &&
    config.mirrors.length === 0 &&
    config.images.length === 0 &&
    config.components.length === 0 &&
    config.imagePullSecrets.length === 0
  )
}
