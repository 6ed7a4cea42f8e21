import type { Acceptance } from '../rules/accept.ts'
import type { OperatorName } from '../knowledge/operators/operator.ts'
import type { Landing } from '../rules/collision.ts'
import type { LockedImage } from '../rules/lock.ts'
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
  /** Versions of operators that run where no stream shows them: `cass-operator` to `1.27.1`. */
  readonly operators: { readonly [operator in OperatorName]?: string }
  /** Texts with CustomResourceDefinitions: their schemas say where lists of pull secrets have room. */
  readonly definitions?: readonly string[]
  /** The digests that images had when they were locked: with any, each image that moves must be among them. */
  readonly lock?: readonly LockedImage[]
  /** Where images of earlier releases are: nothing else may land there. */
  readonly known?: readonly Landing[]
}

/** What one origin (a file, the variables, the flags) says; a key it does not mention is absent. */
export type PartialConfig = Partial<Config>

/** What a file may say about a run besides the relocation, in the words of the flags. */
export type FileSettings = {
  readonly values?: readonly string[]
  readonly mapping?: readonly string[]
  readonly crds?: readonly string[]
  readonly known?: readonly string[]
  readonly lock?: string
  readonly allow?: readonly string[]
  readonly caFile?: string
  readonly insecureRegistries?: readonly string[]
  readonly platforms?: readonly string[]
  readonly report?: string
  readonly logFile?: string
  readonly quiet?: boolean
  readonly verbose?: boolean
  readonly color?: 'auto' | 'always' | 'never'
}

/** Everything a configuration file can say. */
export type ConfigFile = Partial<Omit<Config, 'registry' | 'components' | 'lock' | 'known' | 'definitions'>> &
  FileSettings & {
    readonly apiVersion: string
    readonly kind: string
    readonly registry?: string
  }

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
