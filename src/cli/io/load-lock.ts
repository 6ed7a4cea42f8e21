import { resolve } from 'node:path'
import { parse } from 'yaml'

import type { Problem } from '../../problem.ts'
import { quote } from '../../reference/quote.ts'
import type { LockedImage } from '../../rules/lock.ts'

import { readSettingsFile } from './settings-file.ts'

type Loaded = { readonly images?: readonly LockedImage[]; readonly problems: readonly Problem[] }

const remedy = 'write it with: k8ssandra-relocate images --lock FILE'

/** Reads a lock file; without a name there is none. */
export function loadLock(name: string, cwd: string): Loaded {
  const file = readSettingsFile(resolve(cwd, name), name, 'lock')
  if ('problem' in file) return { problems: [file.problem] }
  const images = imagesIn(file.text)
  return images === undefined
    ? fault(`${quote(name)} is not a lock of k8ssandra-relocate`)
    : { images, problems: [] }
}

function imagesIn(text: string): readonly LockedImage[] | undefined {
  try {
    const value = parse(text) as { readonly kind?: unknown; readonly images?: unknown } | null
    const images: unknown = value?.kind === 'ImageLock' ? value.images : undefined
    return Array.isArray(images) && images.every(isLocked) ? images : undefined
  } catch {
    return undefined
  }
}

function isLocked(value: unknown): value is LockedImage {
  const { source, digest } = (value ?? {}) as Partial<LockedImage>
  return (
    typeof source === 'string' && typeof digest === 'string' && /^[a-z0-9+._-]+:[0-9a-f]{32,}$/.test(digest)
  )
}

function fault(message: string): Loaded {
  return { problems: [{ code: 'CONFIG_UNREADABLE', message, remedy }] }
}
