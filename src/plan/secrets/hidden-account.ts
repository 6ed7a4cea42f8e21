import type { Manifest } from '../../manifest/manifest.ts'
import { sameNamespace } from './account.ts'
import type { PodQuestion, PodSecrets } from './pod-question.ts'

/** Whether the run has an account of that name for the pods of a manifest. */
export function knownAccount(
  name: string,
  manifest: Pick<Manifest, 'namespace'>,
  question: PodQuestion,
): boolean {
  return accountsNamed(name, manifest, question).length > 0
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
  const accounts = accountsNamed(account, manifest, question)
  if (accounts.length === 0) return { hides: account }
  const lost = accounts.flatMap(({ secrets }) => secrets).filter(name => !names.includes(name))
  return lost.length === 0 ? {} : { hides: account, lost: Array.from(new Set(lost)) }
}

function accountsNamed(
  name: string,
  { namespace }: Pick<Manifest, 'namespace'>,
  { environment }: PodQuestion,
): readonly { readonly secrets: readonly string[] }[] {
  return (environment.accounts.get(name) ?? []).filter(account => sameNamespace(account.namespace, namespace))
}
