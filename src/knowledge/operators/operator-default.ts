import type { OperatorName } from './operator.ts'
import type { ResourceField, ResourceKind } from '../resource.ts'

/**
 * One fact: these versions of this operator run that image when nobody names one. Such an image never stands in a
 * stream, and belongs to the copy job all the same.
 */
export type OperatorDefault = {
  readonly operator: OperatorName
  /** The range of versions, as `isInRange` reads it. */
  readonly versions: string
  /** What the image is for, in the operator's own word: `system-logger`, `reaper`. */
  readonly component: string
  /**
   * The image as the operator writes it. `{operatorVersion}` and `{serverVersion}` stand for the versions of the
   * operator and of Cassandra. Undefined when only ImageConfig (or its chart) knows.
   */
  readonly reference: string | undefined
  /** The kind of object for which the operator runs it. */
  readonly wantedBy: ResourceKind
  /** What else has to be so, in words. */
  readonly when?: string
  /** The same, as fields of the object: all of them have to be so. */
  readonly conditions?: readonly FieldCondition[]
  /** Which tool writes the configuration of the server, where only that one is run; see `usesClient`. */
  readonly builds?: 'with-builder' | 'with-client'
  /** For which servers only; a row without it serves all. */
  readonly server?: ServerCondition
  /** The key of ImageConfig (`images/…`, `types/…`) that speaks before `reference` does. */
  readonly imageConfig?: string
  /** The field that pins the image safely; undefined when there is none. */
  readonly pinnedBy: ResourceField | undefined
  /** The field that names the image where it is written, though pinning it there is not safe. */
  readonly namedBy?: string
  /** Fields of the object whose text the operator takes for the tag; the first that is written counts. */
  readonly tagFrom?: readonly string[]
  /** What a person can do where no field pins it. */
  readonly remedy?: string
  /** Where the fact comes from. */
  readonly source: string
}

/** A field of the object. `not-false` holds for a missing field too, as long as the mapping around it is there. */
export type FieldCondition = {
  readonly path: string
  readonly is: 'present' | 'true' | 'not-false'
}

/** Servers, by `serverType` and a range of `serverVersion`. */
export type ServerCondition = {
  readonly type: 'cassandra' | 'dse' | 'hcd'
  readonly versions: string
}
