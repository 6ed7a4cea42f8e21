import { docsQuirks } from '../../knowledge/charts/docs-quirks.ts'
import { knownKeys, type KnownKey } from './known-key.ts'

/** A key as the chart reads it. */
type UnderstoodKey = {
  readonly known: KnownKey
  readonly real: string
  /** Why the key as written is not the one that works; absent for one that is right. */
  readonly effect?: string
}

/** What a key means, even if it repeats a mistake of the documentation; undefined for keys that are not ours. */
export function understandKey(key: string): UnderstoodKey | undefined {
  const known = knownKeys.get(key)
  if (known !== undefined) return { known, real: key }
  for (const { documented, real, effect } of docsQuirks) {
    if (real === undefined || !isBelow(key, documented)) continue
    const meant = real + key.slice(documented.length)
    const found = knownKeys.get(meant)
    if (found !== undefined) return { known: found, real: meant, effect }
  }
  return undefined
}

function isBelow(key: string, path: string): boolean {
  return key === path || key.startsWith(`${path}.`)
}

/** Keys about images, accounts or pull secrets: an unknown one was most likely meant for us. */
export function isAboutImages(key: string): boolean {
  return (
    /(?:^|\.)(?:image|registry|repository|tag|sha|imageTag|pullPolicy|serviceAccount|serviceAccountName|imagePullSecrets|pullSecrets)(?:\.(?:registry|repository|tag|sha|pullPolicy|name)|$)/.test(
      key,
    ) || /(?:^|\.)image\.[^.]+$/.test(key)
  )
}
