import { suppliedSecrets } from '../../knowledge/operators/models/pod-secrets.ts'
import type { PulledImage } from '../../knowledge/operators/pulled-image.ts'
import type { PodQuestion } from '../secrets/pod-question.ts'
import { runContextOf, type Context } from './context.ts'

/**
 * The secrets that an image object which is new gets: those that its operator does not give the pods by itself, once
 * `added` is in its configuration.
 */
export function newSecretsOf(
  context: Context,
  pullSecrets: readonly string[],
  added: readonly string[],
): (image: PulledImage) => readonly string[] {
  const around = runContextOf(context)
  return ({ pods }) => {
    const supplied = suppliedSecrets(pods, undefined, around, added)
    return pullSecrets.filter(name => !supplied.includes(name))
  }
}

/** Which secrets operators give pods by themselves, and whether they gave any before the relocation. */
export function suppliesOf(
  context: Context,
  added: readonly string[],
): Pick<PodQuestion, 'supplied' | 'wasSupplied'> {
  const around = runContextOf(context)
  return {
    supplied: (pods, namespace) => suppliedSecrets(pods, namespace, around, added),
    wasSupplied: (pods, namespace) => suppliedSecrets(pods, namespace, around, []).length > 0,
  }
}
