import type { Place } from '../../problem.ts'

/** One place that makes a cluster pull the image. */
export type ImagePlace = Place & {
  readonly component: string | undefined
  /** The image as written in the text; undefined when no text has it. */
  readonly written?: string
  /** The operator that chooses the image, `cass-operator v1.10.5`, and how that is known. */
  readonly operator?: string
  readonly fact?: string
  /** Whether the relocated stream makes the operator choose the target. */
  readonly isPinned?: boolean
}
