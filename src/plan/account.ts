import type { Findings } from '../find/find.ts'

const kind = 'ServiceAccount'

/** A service account and the pull secrets it lists. */
export type Account = {
  readonly name: string
  readonly namespace: string | undefined
  readonly secrets: readonly string[]
}

/** The service accounts that a survey found. */
export function accountsOf(survey: Pick<Findings, 'secretLists'>): readonly Account[] {
  return survey.secretLists
    .filter(({ manifest }) => manifest.kind === kind)
    .map(({ manifest: { name, namespace }, finding }) => ({ name, namespace, secrets: finding.names }))
}

/** Whether a pod of one namespace can mean an account of another: what names none can be in any. FIELDMAP §6. */
export function sameNamespace(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other
}
