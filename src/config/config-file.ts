import type { Config } from './config.ts'

/** What a file may set for a run besides the relocation, in the words of the flags. */
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
    /** What every object of Kubernetes has: for the tools that carry the configuration around. */
    readonly metadata?: object
    readonly registry?: string
  }
