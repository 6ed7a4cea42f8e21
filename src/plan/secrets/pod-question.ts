import type { Found, Findings } from '../../find/find.ts'
import type { Occurrence, SecretList } from '../../find/shapes/finding.ts'
import type { StartedPods } from '../../knowledge/operators/choosing/programs.ts'
import type { PodKind } from '../../knowledge/operators/pulled-image.ts'
import type { Place } from '../../problem.ts'
import type { Field } from '../../yaml/field.ts'
import type { OperatorImage } from '../entry.ts'
import type { ObjectName } from '../object-name.ts'
import type { Operated } from '../operators/operated.ts'
import type { ImageOutcomes } from '../plan-images.ts'
import type { VersionFor } from './account-row.ts'
import type { SecretEnvironment } from './environment.ts'
import type { SecretPlan } from './plan-secrets.ts'

/** Where pods get their pull secrets: a list of their resource, their account, what their operator is configured with. */
export type SecretSource = 'list' | 'account' | 'operator' | 'nobody'

/** Pods that pull images which were moved, and where their pull secrets come from. */
export type PodSecrets = {
  readonly object: ObjectName
  /** Where the pods are: an operator may make them in another namespace than that of the object. */
  readonly namespace: string | undefined
  /** Which pods of the object, where its operator makes several kinds of them. */
  readonly pods: string | undefined
  /** `nobody`: neither the object nor anything in the run gives them the secrets. */
  readonly from: SecretSource
  /** The path of the list, the name of the account, or what the operator reads; with `nobody` the account that could have them. */
  readonly by: string
  /** The account whose own secrets a list hides that was made. */
  readonly hides?: string
  /** Those secrets that are lost, of an account in the run; absent for one that is not in it. */
  readonly lost?: readonly string[]
  /** What the operator gives them where it is not all: it hides the secrets of their account. */
  readonly only?: readonly string[]
  /** Whether some image of the pods stays where it is, so that they may need other secrets as well. */
  readonly keepsImages: boolean
  /** A field of the object that names their pull secret, which is not written. */
  readonly field?: string
  /** What starts them in other namespaces, and whether its version reads each list for them; undefined if that is not known. */
  readonly started?: StartedPods & { readonly fields: readonly StartedField[] }
  /** Whether the kind is known to have no field for them. */
  readonly isKnown: boolean
  readonly place: Place
}

/** A list for pods that a program starts, and whether its version reads it. */
type StartedField = StartedPods['lists'][number] & { readonly isRead: boolean | undefined }

/** The input for one stream. */
export type PodQuestion = {
  readonly found: Findings
  readonly outcomes: ImageOutcomes
  readonly lists: SecretPlan
  readonly environment: SecretEnvironment
  readonly operatorImages: readonly OperatorImage[]
  readonly operated: readonly Operated[]
  /** The secrets that operators give pods of a kind. */
  readonly supplied: (pods: PodKind, namespace: string | undefined) => readonly string[]
  /** Whether they did so before the relocation, with whatever secrets. */
  readonly wasSupplied: (pods: PodKind, namespace: string | undefined) => boolean
  readonly versionFor: VersionFor
  /** The requested secrets. */
  readonly secretNames: readonly string[]
  /** The accounts that objects name now, where values files ask for others. */
  readonly named: ReadonlyMap<Field, string>
}

/** Whether a list of pull secrets holds any after the run. */
export function holdsAny(list: Found<SecretList>, { lists }: PodQuestion): boolean {
  return (lists.held.get(list) ?? list.finding.names).length > 0
}

/** Whether an image is pulled from where the run sends it. */
export function isPulled({ finding }: Found<Occurrence>, { outcomes }: PodQuestion): boolean {
  const outcome = outcomes.get(finding)
  return outcome !== undefined && outcome !== 'excluded'
}
