import type { Reference } from '../../reference/reference.ts'
import type { OperatorName } from './operator.ts'
import type { ImageOrigin, ImageSlot } from './image-slot.ts'

/** The pods that an operator makes of a resource; each kind of pod gets its pull secrets its own way. */
export type PodKind =
  | 'Cassandra'
  | 'Reaper'
  | 'Stargate'
  | 'Medusa'
  | 'Medusa purge'
  | 'Prometheus'
  | 'PrometheusAgent'
  | 'Alertmanager'
  | 'ThanosRuler'

/** One image that an operator makes pods pull because of a resource. */
export type PulledImage = {
  readonly operator: OperatorName
  /** The operator's version, without `v`; undefined when the run does not tell it. */
  readonly version: string | undefined
  /** What the image is for, in the operator's word: `system-logger`, `reaper`. */
  readonly component: string
  readonly container: string
  readonly pods: PodKind
  /** What is pulled; undefined if the run does not show it. */
  readonly reference: Reference | undefined
  readonly origin: ImageOrigin
  /** Where the image can be named so that the operator takes it; undefined if there is no safe place. */
  readonly slot: ImageSlot | undefined
  /** What the run does not tell about it and is assumed: a clause, and what a person can do. */
  readonly assumed?: { readonly message: string; readonly remedy: string }
  /** What a person can do where no field names it. */
  readonly remedy: string
  /** A public source of the fact. */
  readonly fact: string
}
