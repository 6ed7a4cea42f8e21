import type { PartialConfig } from '../../../config/config.ts'
import type { Problem } from '../../../problem.ts'

import type { Command } from '../../commands.ts'
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
  command: Pick<Command, 'name'>,
  cwd: string,
): Promise<LoadedLists> {
  const name = command.name === 'images' ? undefined : settings.text('lock')
  const names = settings.list('known')
  const lock = name === undefined ? undefined : (await import('./load-lock.ts')).loadLock(name, cwd)
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
