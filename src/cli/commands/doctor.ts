import { resolve } from 'node:path'

import { checkConfig } from './doctor/check-config.ts'
import { checkHelms } from './doctor/check-helm.ts'
import { formatChecks, type Check } from './doctor/check.ts'
import type { Invocation, Outcome } from '../commands.ts'
import { findHelms } from './doctor/helm.ts'
import { helmCommand } from './doctor/helm-command.ts'
import { counted } from '../../summary.ts'
import { version } from '../version.ts'

/**
 * Looks at what a run from Helm depends on: Helm, its plugins, the configuration, and (with `--namespace`) the pull
 * secrets in the cluster. Changes nothing. The exit code is 1 when anything is wrong.
 */
export async function execute(invocation: Invocation): Promise<Outcome> {
  const { settings, argv, env } = invocation
  const helms = await findHelms(env)
  const namespace = settings.text('namespace') ?? namespaceOfHelm(env)
  const checks = [
    ...checkHelms(helms),
    ...checkConfig(invocation),
    ...(namespace === undefined
      ? notAsked(invocation)
      : await (await import('./doctor/check-secrets.ts')).checkPullSecrets(invocation, namespace)),
  ]
  const bad = checks.filter(({ status }) => status === 'bad').length
  const command = helmCommand(helms[0], { argv, env, program: ownProgram() })
  return {
    output: `k8ssandra-relocate ${version}\n\n${formatChecks(checks)}\nRun Helm with:\n\n${command}\n`,
    problems: [],
    details: [],
    summary: bad === 0 ? 'no faults found' : `${counted(bad, 'fault')} found`,
    ...(bad === 0 ? {} : { exitCode: 1 }),
  }
}

/** A cluster that is named in vain: without a namespace, nothing in it is looked up. */
function notAsked({ settings }: Invocation): readonly Check[] {
  const isNamed = settings.text('context') !== undefined || settings.text('kubeconfig') !== undefined
  const remedy = 'add --namespace to look for the pull secrets there'
  return isNamed ? [{ status: 'note', subject: 'cluster', finding: 'not asked: no namespace', remedy }] : []
}

/** The file that was started: the script that Node runs, or the binary itself. */
function ownProgram(): string {
  const script = process.argv[1]
  const isBinary = script === undefined || script.startsWith('/$bunfs/') || /^[A-Z]:[\\/]~BUN/i.test(script)
  return isBinary ? process.execPath : resolve(script)
}

/** As a plugin of Helm: Helm takes `-n` for itself and tells it in a variable, which is `default` also if none was given. */
function namespaceOfHelm(env: Invocation['env']): string | undefined {
  const { HELM_PLUGIN_NAME: plugin, HELM_NAMESPACE: namespace } = env
  return plugin === undefined || namespace === 'default' || namespace === '' ? undefined : namespace
}
