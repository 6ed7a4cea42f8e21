import type { Field } from '../../../yaml/field.ts'
import { fieldAt } from './text-field.ts'

/** The field that switches Vector on or off: the datacenter's before the cluster's. */
export function enabledVector(telemetry: readonly (Field | undefined)[]): Field | undefined {
  return telemetry.map(level => fieldAt(level, 'vector/enabled')).find(field => field?.text !== undefined)
}

/** The mapping of Vector to name an image in: the first that is there. */
export function vectorOwner(telemetry: readonly (Field | undefined)[]): Field | undefined {
  return telemetry.map(level => level?.get('vector')).find(vector => vector?.mapping !== undefined)
}
