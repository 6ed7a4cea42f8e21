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

/** Which pods operators give the requested secrets by themselves: all of them, and before the relocation any. */
export function suppliesOf(
  context: Context,
  pullSecrets: readonly string[],
  added: readonly string[],
): Pick<PodQuestion, 'supplied' | 'wasSupplied'> {
  const around = runContextOf(context)
  return {
    supplied: (pods, namespace) => {
      const names = suppliedSecrets(pods, namespace, around, added)
      return names.length > 0 && pullSecrets.every(name => names.includes(name))
    },
    wasSupplied: (pods, namespace) => suppliedSecrets(pods, namespace, around, []).length > 0,
  }
}
