import { flowText } from '../../yaml/flow.ts'
import type { FieldSpec } from './fieldspec.ts'

/** A row as an item of `fieldSpecs` in a configuration file, on one line, ready to paste. */
export function formatFieldSpec(spec: FieldSpec): string {
  return flowText(spec)
}
