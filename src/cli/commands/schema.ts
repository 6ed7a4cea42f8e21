import { configSchema } from '../../config/schema.ts'

import type { Outcome } from '../commands.ts'
import { noOutcome } from '../messages/outcome.ts'

/** Prints the JSON Schema of the configuration file. */
export function execute(): Promise<Outcome> {
  return Promise.resolve({ ...noOutcome, output: `${JSON.stringify(configSchema, undefined, 2)}\n` })
}
