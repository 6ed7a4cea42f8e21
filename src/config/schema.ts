import { configFields } from './fields.ts'
import { record } from './record-type.ts'
import type { Schema } from './value-type.ts'

/** The JSON Schema (draft 7) of the configuration file: what `parseConfig` takes, for editors. */
export const configSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Configuration of k8ssandra-relocate',
  ...record(configFields).schema,
}
