import { isMirrorSource } from '../knowledge/images/mirroring.ts'
import type { Evidence } from './candidates/circumstances.ts'
import type { Keys } from './merging-keys.ts'
import { isVersionApart } from './parts/family.ts'

const nothing: Evidence = {}
const versionApart: Evidence = { isVersionApart: true }
const mirrored: Evidence = { isMirrored: true }

/** What the keys next to a value say about it. */
export function evidenceBeside(key: string, keys: Keys): Evidence {
  if (isVersionApart(key, keys)) return versionApart
  return isMirrorSource(key, keys) ? mirrored : nothing
}
