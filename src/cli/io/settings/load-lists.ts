import type { PartialConfig } from '../../../config/config.ts'
import type { Problem } from '../../../problem.ts'

import type { Settings } from '../../flag-source.ts'
import { loadDefinitions } from './load.ts'

/** What other files than configurations, values and mappings say about a run: locks, lists of images, definitions. */
type LoadedLists = {
  readonly config: Pick<PartialConfig, 'lock' | 'known' | 'definitions'>
  readonly problems: readonly Problem[]
}

/** Reads the lock that a run keeps to (`images` writes one), the lists of earlier releases, and definitions. */
export async function loadLists(
  settings: Settings,
  lockName: string | undefined,
  cwd: string,
): Promise<LoadedLists> {
  const names = settings.list('known')
  const lock = lockName === undefined ? undefined : (await import('./load-lock.ts')).loadLock(lockName, cwd)
  const known = names.length === 0 ? undefined : await (await import('./load-known.ts')).loadKnown(names, cwd)
  const { definitions, problems } = loadDefinitions(settings.list('crds'), cwd)
  return {
    config: {
      ...(definitions.length === 0 ? {} : { definitions }),
      ...(lock?.images === undefined ? {} : { lock: lock.images }),
      ...(known === undefined ? {} : { known: known.relocations }),
    },
    problems: [...problems, ...(lock?.problems ?? []), ...(known?.problems ?? [])],
  }
}
