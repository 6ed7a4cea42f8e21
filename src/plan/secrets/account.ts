import type { Findings } from '../../find/find.ts'
import { isServiceAccount } from '../../manifest/manifest.ts'

/** A service account and the pull secrets it lists. */
export type Account = {
  readonly name: string
  readonly namespace: string | undefined
  readonly secrets: readonly string[]
}

/** The service accounts of a stream, as they are written there. */
export function accountsOf({ secretLists }: Pick<Findings, 'secretLists'>): readonly Account[] {
  return secretLists
    .filter(({ manifest }) => isServiceAccount(manifest))
    .map(({ manifest: { name, namespace }, finding }) => ({ name, namespace, secrets: finding.names }))
}

/** Whether a pod of one namespace can mean an account of another: what names none can be in any. */
export function sameNamespace(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other
}
