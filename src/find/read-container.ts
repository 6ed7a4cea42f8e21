import type { Field } from '../yaml/field.ts'
import { withEvidence, type Around } from './around.ts'
import { readOperatorVariables } from './shapes/operator-variables.ts'
import type { Walk } from './walk.ts'

/**
 * What is around the values of a container; its image and its variables for operators are read. Merged (`<<`) values count
 * as its own.
 */
export function readContainer(walk: Walk, field: Field, around: Around): Around {
  const inner: Around = { ...around, container: field }
  const image = withEvidence(inner, { isContainer: true })
  for (const value of field.all('image')) {
    if (value.scalar === undefined || value.isNull) continue
    walk.visit(value, 'image', image)
    if (around.evidence.isPolicy !== true) walk.taken.add(value.node)
  }
  for (const finding of readOperatorVariables(field)) walk.add(finding, inner)
  if (field.mapping?.merges !== true) return inner
  for (const key of ['command', 'args', 'env']) {
    const value = field.get(key)
    if (value !== undefined) walk.visit(value, key, inner)
  }
  return inner
}
