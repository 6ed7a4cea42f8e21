import { asksForNothing, type Config, type PartialConfig } from '../config/config.ts'
import type { Problem } from '../problem.ts'
import { printable, quote } from '../reference/quote.ts'

import type { Command } from './commands.ts'
import type { Settings } from './flag-source.ts'
import { flags, variablePrefix } from './flags.ts'
import { defaultConfigFile, type LoadedConfigs } from './io/settings/load.ts'
import { counted } from '../summary.ts'

/** Whether a run would only copy its input without --pass-through. */
export function isIdle(command: Command, config: Config, settings: Settings): boolean {
  const { needsRules = () => false } = command
  return needsRules(settings) && asksForNothing(config) && !settings.isOn('pass-through')
}

const passing: readonly string[] = flags.find(flag => flag.name === 'pass-through')?.commands ?? []

/** Wrong use: under Helm, a run that changes no image would look like a success. */
export function nothingConfigured(
  { name }: Command,
  { isFound }: LoadedConfigs,
  settings: Settings,
): Problem {
  const named = settings.list('config').map(quote).join(', ')
  const file = isFound
    ? `${defaultConfigFile} in the working directory has no rules`
    : named !== ''
      ? `${named} has no rules`
      : settings.isOn('no-config')
        ? '--no-config ignores the working directory'
        : `there is no ${defaultConfigFile} in the working directory`
  const passThrough = passing.includes(name) ? '; --pass-through copies the stream unchanged' : ''
  return {
    code: 'USAGE_INVALID',
    message: `nothing is configured to relocate: no registry, mirror, image, values file or pull secret, and ${file}`,
    remedy: `give --registry=HOST[:PORT][/PREFIX], ${variablePrefix}REGISTRY or --config=FILE${passThrough}`,
  }
}

/**
 * The settings of a file that was found, for a command that verifies: only those that make it stricter. Rules would allow
 * images to stay, and rows could hide images.
 */
export function withoutTargets({ strict }: PartialConfig): PartialConfig {
  return strict === undefined ? {} : { strict }
}

/** One line that names the configuration found in the working directory. */
export function foundNotes({ configs, isFound }: LoadedConfigs, command: Command): readonly string[] {
  const amount = configs.map(amountOf).join(', ')
  // In `init > k8ssandra-relocate.yaml`, the shell has just made the file. Of one that cannot be read, a problem tells.
  const isUntold = configs.length === 0 || (command.name === 'init' && amount === '')
  return !isFound || isUntold ? [] : [foundText(amount, command)]
}

function foundText(amount: string, command: Command): string {
  const found = `k8ssandra-relocate: configuration ${defaultConfigFile} found in the working directory`
  if (command.verifies !== true) return amount === '' ? `${found}, without rules` : `${found}: ${amount}`
  return `${found}; its rules and rows do not count for ${command.name}: give --config=${defaultConfigFile} if they should`
}

function amountOf(config: PartialConfig): string {
  const { registry, mirrors = [], images = [], exclude = [], accept = [], imagePullSecrets = [] } = config
  return [
    ...(registry === undefined ? [] : [`registry ${printable(registry)}`]),
    ...mirrors.slice(0, 3).map(({ source, target }) => `mirror ${printable(`${source}=${target}`)}`),
    ...(mirrors.length > 3 ? [`${counted(mirrors.length - 3, 'more mirror')}`] : []),
    ...(images.length === 0 ? [] : [counted(images.length, 'exact image')]),
    ...(exclude.length === 0 ? [] : [counted(exclude.length, 'exclusion')]),
    ...(accept.length === 0 ? [] : [counted(accept.length, 'accepted problem')]),
    ...(imagePullSecrets.length === 0 ? [] : [counted(imagePullSecrets.length, 'pull secret')]),
  ].join(', ')
}
