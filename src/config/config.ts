/** The settings of a run: configuration files, values files and mappings become one value. */
import type { Acceptance } from '../rules/accept.ts'
import type { OperatorName } from '../knowledge/operators/operator.ts'
import type { Relocation } from '../rules/collision-finder.ts'
import type { LockedImage } from '../rules/lock.ts'
import type { RuleConfig } from '../rules/rule-config.ts'
import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import type { ComponentSetting } from './component-setting.ts'

/** All settings of a run, from flags, variables and files, in the words of the flags. */
export type Config = RuleConfig & {
  readonly imagePullSecrets: readonly string[]
  readonly strict: boolean
  readonly fieldSpecs: readonly FieldSpec[]
  /** Problems that are known and accepted. */
  readonly accept: readonly Acceptance[]
  /** Settings of values files of the chart for single components; they come before the rules. */
  readonly components: readonly ComponentSetting[]
  /** Versions of operators that run where no stream shows them: `cass-operator` to `1.27.1`. */
  readonly operators: { readonly [operator in OperatorName]?: string }
  /** Texts with CustomResourceDefinitions: their schemas say where lists of pull secrets have room. */
  readonly definitions?: readonly string[]
  /** The digests that images had when they were locked: with any, each image that moves must be among them. */
  readonly lock?: readonly LockedImage[]
  /** Where images of earlier releases are: nothing else may land there. */
  readonly known?: readonly Relocation[]
}

/** The settings of one origin (a file, the variables, the flags); a key it does not set is absent. */
export type PartialConfig = Partial<Config>

export const emptyConfig: Config = {
  registry: undefined,
  layout: 'preserve',
  unmapped: 'refuse',
  digests: 'keep',
  mirrors: [],
  images: [],
  exclude: [],
  blocked: [],
  imagePullSecrets: [],
  strict: false,
  fieldSpecs: [],
  accept: [],
  components: [],
  operators: {},
}

/** Whether nothing is to be relocated, added or refused; exclusions and extra rows alone ask for nothing. */
export function asksForNothing(config: Config): boolean {
  return (
    config.registry === undefined &&
    config.mirrors.length === 0 &&
    config.images.length === 0 &&
    config.components.length === 0 &&
    (config.blocked ?? []).length === 0 &&
    config.imagePullSecrets.length === 0
  )
}
