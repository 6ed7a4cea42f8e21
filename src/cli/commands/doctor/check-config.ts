import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

import { asksForNothing } from '../../../config/config.ts'
import type { Config } from '../../../config/config.ts'
import type { Problem } from '../../../problem.ts'
import { printable } from '../../../reference/quote.ts'
import { maskRule } from '../../../reference/user-info.ts'
import { parsePrefix } from '../../../rules/syntax/prefix.ts'
import { createRuleSet } from '../../../rules/ruleset.ts'

import type { Check } from './check.ts'
import type { Invocation } from '../../commands.ts'
import { failsRun } from '../../messages/exit-code.ts'
import { flags, variableOf } from '../../flags.ts'
import { defaultConfigFile } from '../../io/settings/load.ts'
import { formatPlace } from '../../messages/message.ts'
import { counted } from '../../../summary.ts'
import { samples, checkSample } from './check-samples.ts'

/** Where the configuration comes from, what it amounts to, and how container runtimes will read its targets. */
export function checkConfig(invocation: Invocation): readonly Check[] {
  const { config } = invocation
  const { ruleSet, problems } = createRuleSet(config)
  return [
    checkSources(invocation),
    ...[...invocation.setupProblems, ...problems].map(problem => checkProblem(problem, config.strict)),
    checkAmount(config),
    ...(config.registry === undefined ? [] : checkRegistry(config.registry)),
    ...(ruleSet.isEmpty ? [] : samples.map(sample => checkSample(sample, ruleSet))),
  ]
}

function checkSources({ settings, env, cwd }: Invocation): Check {
  const named = settings.list('config')
  const isFound =
    named.length === 0 && !settings.isOn('no-config') && existsSync(resolve(cwd, defaultConfigFile))
  const files = isFound ? [resolve(cwd, defaultConfigFile)] : named
  const variables = flags.map(variableOf).filter(name => name !== undefined && (env[name] ?? '') !== '')
  const sources = [...files, ...settings.list('values'), ...variables]
  const finding = sources.length === 0 ? 'flags only' : sources.join(', ')
  return { status: 'ok', subject: 'sources', finding }
}

function checkProblem(problem: Problem, strict: boolean): Check {
  const place = problem.place === undefined ? '' : `${formatPlace(problem.place)}: `
  return {
    status: failsRun(problem, strict) ? 'bad' : 'note',
    subject: 'problem',
    finding: `${place}${problem.message} [${problem.code}]`,
    remedy: problem.remedy,
  }
}

function checkAmount(config: Config): Check {
  const subject = 'config'
  if (asksForNothing(config)) {
    const remedy = 'name a registry: --registry=HOST[:PORT][/PREFIX]'
    return { status: 'bad', subject, finding: 'nothing: every run is refused as wrong use', remedy }
  }
  const { registry, layout, mirrors, images, exclude, imagePullSecrets, fieldSpecs, strict } = config
  const parts = [
    registry === undefined ? 'no registry' : `registry ${printable(maskRule(registry))}, layout ${layout}`,
    ...(mirrors.length === 0 ? [] : [counted(mirrors.length, 'mirror')]),
    ...(images.length === 0 ? [] : [counted(images.length, 'exact image')]),
    ...(exclude.length === 0 ? [] : [counted(exclude.length, 'exclusion')]),
    ...(fieldSpecs.length === 0 ? [] : [counted(fieldSpecs.length, 'field spec')]),
    imagePullSecrets.length === 0 ? 'no pull secret' : `pull secrets ${imagePullSecrets.join(', ')}`,
    ...(strict ? ['strict'] : []),
  ]
  return { status: 'ok', subject, finding: parts.join('; ') }
}

function checkRegistry(registry: string): readonly Check[] {
  const prefix = parsePrefix(registry)
  if (!('name' in prefix)) return []
  const { name, isHost } = prefix
  const host = name.slice(0, name.indexOf('/') < 0 ? name.length : name.indexOf('/'))
  const finding = `runtimes ask the host ${host}${isHost ? '' : `, since ${registry} names none`}`
  return [{ status: isHost ? 'ok' : 'note', subject: 'registry', finding }]
}
