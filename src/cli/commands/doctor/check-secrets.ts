import { openCluster } from '../../../cluster/cluster.ts'
import type { Config } from '../../../config/config.ts'
import { parseReference } from '../../../reference/parse.ts'
import { isRefusal } from '../../../reference/refusal.ts'
import { startDeadline } from '../../../registry/deadline.ts'
import { parsePrefix } from '../../../rules/syntax/prefix.ts'

import { clusterChoiceOf } from '../../cluster-choice.ts'
import type { Invocation } from '../../commands.ts'
import { secondsIn } from '../../value.ts'
import { nothingBrought } from '../preflight/brought.ts'
import type { PreflightEntry } from '../preflight/entry.ts'
import { checkSecrets } from '../preflight/secrets.ts'
import type { Check } from './check.ts'

const subject = 'secret'

/**
 * Whether the pull secrets of a configuration are in a namespace, and hold what the kubelet needs for every target. Asks the
 * cluster as `preflight` does, within ten seconds unless `--timeout` says otherwise.
 */
export async function checkPullSecrets(invocation: Invocation, namespace: string): Promise<readonly Check[]> {
  const { config, settings } = invocation
  const secrets = config.imagePullSecrets
  if (secrets.length === 0) {
    const remedy = 'name one with --pull-secret'
    return [{ status: 'bad', subject, finding: 'no pull secret is configured', remedy }]
  }
  const deadline = startDeadline(secondsIn(settings.text('timeout') ?? '10'))
  try {
    const cluster = await openCluster(clusterChoiceOf(invocation), deadline.signal)
    if (cluster.kind === 'unknown') {
      const finding = `${secrets.map(name => `${namespace}/${name}`).join(', ')} cannot be looked up: ${cluster.reason}`
      const remedy = 'check --context, --kubeconfig and KUBECONFIG, or leave --namespace out'
      return [{ status: 'bad', subject, finding, remedy }]
    }
    const spared: ReadonlySet<string> = new Set()
    const pod = { namespace, secrets, account: 'default', images: imagesBelow(config), spared, place: {} }
    const { entries } = await checkSecrets(cluster, [pod], nothingBrought)
    return entries.map(checkOf)
  } finally {
    deadline.end()
  }
}

/** An image below each target: what is at a target is pulled with the entry for its beginning. */
function imagesBelow({ registry, mirrors }: Config) {
  const targets = [...(registry === undefined ? [] : [registry]), ...mirrors.map(({ target }) => target)]
  return targets.flatMap(target => {
    const prefix = parsePrefix(target)
    const reference = 'name' in prefix ? parseReference(`${prefix.name}/image`) : undefined
    return reference === undefined || isRefusal(reference) ? [] : [reference]
  })
}

function checkOf({ subject: about, name, state, finding, remedy }: PreflightEntry): Check {
  const status = state === 'ok' ? 'ok' : state === 'masked' ? 'note' : 'bad'
  const text = state === 'ok' ? `${name} ${finding}` : finding
  return { status, subject: about === 'entry' ? subject : about, finding: text, remedy }
}
