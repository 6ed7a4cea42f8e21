import { availableParallelism } from 'node:os'
import { join } from 'node:path'

import type { Used } from '../../../run.ts'
import type { Invocation } from '../../commands.ts'
import { createRelocator, type FleetAnswer, type FleetSetup, type FleetTask } from './relocator.ts'
import type { SpoolRange } from './spool.ts'
import { startWorkerPool } from './worker-pool.ts'

/** Those who relocate the files of a run, in this process or in several. */
export type Relocators = {
  /** Relocates; `take` gets each answer and returns whether to go on. */
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

/** One process for so many files: starting another takes as long as relocating some. */
const filesPerJob = 250

/** In this process, or in the requested number; by default in as many as pay off. `self` is the command of the program. */
export function startRelocators(
  setup: Omit<FleetSetup, 'spools'>,
  scratch: string,
  { settings, self }: Pick<Invocation, 'settings' | 'self'>,
): Relocators {
  const pays = Math.min(availableParallelism(), Math.floor(setup.collected.length / filesPerJob))
  const jobs = Math.min(Number(settings.text('jobs') ?? pays), setup.collected.length)
  if (jobs > 1 && self !== undefined) return startWorkerPool(setup, scratch, jobs, self)
  const spools = { output: join(scratch, 'output'), entries: join(scratch, 'entries') }
  const relocator = createRelocator({ ...setup, spools })
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
