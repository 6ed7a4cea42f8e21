import type { Field } from '../yaml/field.ts'
import { withEvidence, type Around } from './around.ts'
import type { Walk } from './walk.ts'

/**
 * The defaults in the schema of a CustomResourceDefinition that was read: the API server writes them into resources that
 * leave the field out. All else in it is description.
 */
export function findInDefaults(walk: Walk, field: Field, around: Around): void {
  const inner = withEvidence(around, { isDefault: true })
  const seek = (at: Field, name: string): void => {
    for (const item of at.items) seek(item, name)
    for (const [key, value] of at.entries) {
      if (key === 'default' && at.get('type') !== undefined) walk.visit(value, name, inner)
      else if (value.mapping !== undefined || value.sequence !== undefined)
        seek(value, key === 'items' || key === 'properties' ? name : key)
    }
  }
  seek(field, '')
}
