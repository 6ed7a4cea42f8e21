import { asksForNothing } from '../../config/config.ts'
import {
  defaultKubernetesMinor,
  exportTargetNames,
  minorOf,
  policyActions,
} from '../../output/export/export-format.ts'
import { exportTargets } from '../../output/export/targets.ts'
import { readEntries } from '../../rules/entries.ts'
import { createRuleSet } from '../../rules/ruleset.ts'

import type { Invocation, Outcome } from '../commands.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { noOutcome } from '../messages/outcome.ts'

/** Prints the rules of the configuration for another system. */
export function execute(invocation: Invocation): Promise<Outcome> {
  return Promise.resolve(exportRules(invocation))
}

function exportRules({ config, settings, paths }: Invocation): Outcome {
  const misuse = (message: string, remedy: string): Outcome => ({
    ...noOutcome,
    problems: [{ code: 'USAGE_INVALID', message, remedy }],
  })
  const name = exportTargetNames.find(target => target === settings.text('to'))
  if (name === undefined)
    return misuse('export without a target', `give --to ${exportTargetNames.join(' | ')}`)
  if (paths.length > 0) return misuse('export reads no manifests', 'give rules as flags or with --config')
  if (asksForNothing(config)) {
    return misuse('there is no rule to export', 'give a --registry, a --mirror, an --image or a --config')
  }
  const { problems } = createRuleSet(config)
  if (exitCodeOf(problems, config.strict) !== 0) return { ...noOutcome, problems }
  const { text, problems: found } = exportTargets[name].write({
    config,
    entries: readEntries(config).entries,
    kubernetes: minorOf(settings.text('kubernetes-version') ?? '') ?? defaultKubernetesMinor,
    action: policyActions.find(action => action === settings.text('action')) ?? 'warn',
  })
  return { ...noOutcome, output: text, problems: [...problems, ...found], summary: `exported for ${name}` }
}
