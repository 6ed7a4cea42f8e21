import { join } from 'node:path'

import type { Used } from '../../../fleet.ts'
import type { Invocation } from '../../commands.ts'
import { createRelocator, type FleetAnswer, type FleetSetup, type FleetTask } from './relocator.ts'
import type { SpoolRange } from './spool.ts'

/** Those who relocate the files of a run, in this process or in several. */
export type Relocators = {
  /** Relocates; `take` gets each answer and tells whether to go on. */
  readonly run: (
    tasks: readonly FleetTask[],
    take: (answer: FleetAnswer) => Promise<boolean>,
  ) => Promise<void>
  readonly used: () => readonly Used[]
  /** What was put away for a file. */
  readonly output: (index: number, range: SpoolRange) => Buffer
  readonly entries: (index: number, range: SpoolRange) => Buffer
  readonly close: () => void
}

export function startRelocators(
  setup: Omit<FleetSetup, 'spools'> & { readonly scratch: string },
  _invocation: Pick<Invocation, 'settings'>,
): Relocators {
  const { scratch, ...common } = setup
  const spools = { output: join(scratch, 'output'), entries: join(scratch, 'entries') }
  const relocator = createRelocator({ ...common, spools })
  return {
    async run(tasks, take) {
      for (const task of tasks) if (!(await take(relocator.relocate(task)))) break
    },
    used: () => [relocator.used()],
    output: (_, range) => relocator.spools.output.read(range),
    entries: (_, range) => relocator.spools.entries.read(range),
    close: relocator.close,
  }
}
