import { resolve } from '../../src/yaml/alias.ts'
import { pairOf } from '../../src/yaml/lookup.ts'
import type { Mapping } from '../../src/yaml/node.ts'

/** The value of a key, aliases resolved. */
export function valueAt(source: string, mapping: Mapping, key: string): ReturnType<typeof resolve> {
  return resolve(pairOf(source, mapping, key)?.value)
}
