import type { FieldSpec } from '../knowledge/fieldspecs/fieldspec.ts'
import { choosingResources } from '../knowledge/operators/choosing/resources.ts'
import { relevanceOf, type Relevance } from '../manifest/relevance.ts'

/** Without rows of a configuration, all parts of a run have the same rows. */
const known = new WeakMap<readonly FieldSpec[], Relevance>()

/** Decides which documents a run with these rows has to read, the built-in ones included (`withBuiltIn`). */
export function relevanceFor(fieldSpecs: readonly FieldSpec[]): Relevance {
  let relevance = known.get(fieldSpecs)
  if (relevance === undefined) {
    relevance = relevanceOf([...fieldSpecs, ...choosingResources])
    known.set(fieldSpecs, relevance)
  }
  return relevance
}
