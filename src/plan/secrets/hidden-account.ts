import type { Manifest } from '../../manifest/manifest.ts'
import type { PodQuestion, PodSecrets } from './pod-question.ts'

/** Whether the run has an account of that name for the pods of a manifest. */
export function knownAccount(
  name: string,
  manifest: Pick<Manifest, 'namespace'>,
  question: PodQuestion,
): boolean {
  return question.environment.accounts.has(name, manifest.namespace)
}

/**
 * What a new list hides: an account that is not in the run, or the secrets of one that is, as far as the list
 * does not hold them itself.
 */
export function hiddenBy(
  account: string,
  manifest: Pick<Manifest, 'namespace'>,
  names: readonly string[],
  question: PodQuestion,
): Pick<PodSecrets, 'hides' | 'lost'> {
  if (!knownAccount(account, manifest, question)) return { hides: account }
  const own = question.environment.accounts.secrets(account, manifest.namespace)
  // A list that was made begins with them.
  if (own.every((name, index) => name === names[index])) return {}
  const held = new Set(names)
  const lost = own.filter(name => !held.has(name))
  return lost.length === 0 ? {} : { hides: account, lost }
}
