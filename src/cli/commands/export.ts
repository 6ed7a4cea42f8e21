import { asksForNothing } from '../../config/config.ts'
import {
  defaultKubernetesMinor,
  defaultKyvernoMinor,
  exportTargetNames,
  minorOf,
  policyActions,
} from '../../output/export/export-format.ts'
import { exportTargets } from '../../output/export/targets.ts'
import type { ExportInput } from '../../output/export/export-target.ts'
import type { Problem } from '../../problem.ts'
import { relocate } from '../../relocate.ts'
import { acceptProblems } from '../../rules/accept.ts'
import { readEntries } from '../../rules/read-entries.ts'
import { createRuleSet } from '../../rules/ruleset.ts'

import type { Invocation, Outcome } from '../commands.ts'
import { readInput } from '../io/input/input-streams.ts'
import { exitCodeOf } from '../messages/exit-code.ts'
import { misused, noOutcome } from '../messages/outcome.ts'
import { readLogins } from '../io/settings/docker-config.ts'

/** Prints the rules of the configuration, or what they do to manifests, for another system. */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const { config, settings, paths } = invocation
  const name = exportTargetNames.find(one => one === settings.text('to'))
  if (name === undefined)
    return misused('export without a target', `give --to ${exportTargetNames.join(' | ')}`)
  const target = exportTargets[name]
  if (paths.length > 0 && target.manifests === undefined)
    return misused(`export --to ${name} reads no manifests`, 'give rules as flags or with --config')
  if (asksForNothing(config))
    return misused('there is no rule to export', 'give a --registry, a --mirror, an --image or a --config')
  const { problems: mistakes } = createRuleSet(config)
  if (exitCodeOf(mistakes, config.strict) !== 0) return { ...noOutcome, problems: mistakes }

  const file = name === 'pull-secrets' ? settings.text('docker-config') : undefined
  const read: ReadLogins = file === undefined ? {} : readLogins(file, invocation.cwd)
  if (read.problem !== undefined) return { ...noOutcome, problems: [read.problem] }

  const isRead = target.manifests === 'needed' || paths.length > 0
  const relocated = isRead ? await readRelocated(invocation) : { ...nothingRead, problems: mistakes }
  const { problems: found, ...manifests } = relocated
  if (exitCodeOf(found, config.strict) !== 0) return { ...noOutcome, problems: found }
  const { text, problems } = target.write({
    config,
    entries: readEntries(config).entries,
    kubernetes: minorOf(settings.text('kubernetes-version') ?? '') ?? defaultKubernetesMinor,
    kyverno: minorOf(settings.text('kyverno-version') ?? '') ?? defaultKyvernoMinor,
    action: policyActions.find(action => action === settings.text('action')) ?? 'warn',
    ...manifests,
    logins: read.logins,
  })
  const all = [...found, ...acceptProblems(problems, config.accept)]
  return { ...noOutcome, output: text, problems: all, summary: `exported for ${name}` }
}

type ReadLogins = { readonly logins?: ExportInput['logins']; readonly problem?: Problem }

type Relocated = Pick<ExportInput, 'streams' | 'images' | 'pods'> & { readonly problems: readonly Problem[] }

const nothingRead = { streams: [], images: [], pods: [] }

async function readRelocated(invocation: Invocation): Promise<Relocated> {
  const { streams, problems: unread } = await readInput(invocation)
  if (unread.length > 0) return { ...nothingRead, problems: unread }
  const inputs = streams.map(({ text, file }) => ({ text, file: file?.name }))
  const { results, problems } = relocate(inputs, invocation.config)
  const images = results.flatMap(({ changes, unchanged, operatorImages }) => [
    ...changes,
    ...unchanged,
    ...operatorImages,
  ])
  return {
    streams: results.map(({ output }, at) => ({ input: inputs[at]?.text ?? '', output })),
    images: images.map(({ source }) => source),
    pods: results.flatMap(({ pods }) => pods),
    problems,
  }
}
