import { suppliedSecrets } from '../../knowledge/operators/models/pod-secrets.ts'
import type { PulledImage } from '../../knowledge/operators/pulled-image.ts'
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
