import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import type { Used } from '../../../run.ts'
import type { Relocators } from './relocators.ts'
import type { FleetAnswer, FleetSetup, FleetTask } from './relocator.ts'
import { readRange, type SpoolRange } from './spool.ts'
import { workerWord } from './worker-word.ts'
import type { WorkerLine } from './worker.ts'

/** Tasks that wait in a worker, so that it never waits for the next. */
const ahead = 4

/** Relocates the files of a run in several processes of this program, started as `self`. */
export function startWorkerPool(
  setup: Omit<FleetSetup, 'spools'>,
  scratch: string,
  count: number,
  self: readonly string[],
): Relocators {
  const workers = Array.from({ length: count }, (_, number) => startWorker(setup, scratch, number, self))
  const workerOf = new Map<number, Worker>()
  const readOf =
    (name: keyof FleetSetup['spools']) =>
    (index: number, range: SpoolRange): Buffer => {
      const worker = workerOf.get(index)
      if (worker === undefined) throw new RangeError('no worker has relocated this file')
      return worker.read(name, range)
    }
  return {
    async run(tasks, take) {
      const queue = tasks.values()
      const answers = new AnswersInOrder(take)
      const busy = workers.map(worker =>
        worker.work(
          () => (answers.isGoingOn ? queue.next().value : undefined),
          answer => {
            workerOf.set(answer.index, worker)
            answers.add(answer)
          },
        ),
      )
      try {
        await Promise.all(busy)
      } catch (error) {
        answers.isGoingOn = false
        for (const worker of workers) worker.end()
        await Promise.allSettled(busy)
        await answers.takeRest()
        throw error
      }
      await answers.taken
    },
    used: () => workers.flatMap(worker => worker.used()),
    output: readOf('output'),
    entries: readOf('entries'),
    close() {
      for (const worker of workers) worker.end()
    },
  }
}

/** Hands on answers in the order of the files, whatever the order they come in. */
class AnswersInOrder {
  /** Whether more are wanted. */
  isGoingOn = true
  /** Until all are handed on that came without a gap. */
  taken = Promise.resolve()
  private readonly waiting = new Map<number, FleetAnswer>()
  private readonly take: (answer: FleetAnswer) => Promise<boolean>
  private next = 0

  constructor(take: (answer: FleetAnswer) => Promise<boolean>) {
    this.take = take
  }

  add(answer: FleetAnswer): void {
    this.waiting.set(answer.index, answer)
    this.taken = this.taken.then(() => this.takeNext())
  }

  /** Those too that came behind a gap. */
  async takeRest(): Promise<void> {
    await this.taken
    for (const answer of this.waiting.values()) await this.take(answer)
  }

  private async takeNext(): Promise<void> {
    for (
      let answer = this.waiting.get(this.next);
      answer !== undefined && this.isGoingOn;
      answer = this.waiting.get(this.next)
    ) {
      this.waiting.delete(this.next++)
      this.isGoingOn = await this.take(answer)
    }
  }
}

/** A process of the run ended early: something killed it, or it ran out of memory. */
export class WorkerEnded extends Error {
  constructor(how: string, complaint: string) {
    super(`a process of the run ended with ${how}${complaint === '' ? '' : `: ${complaint}`}`)
  }
}

type Worker = {
  /** Does tasks until there are none; rejects when the process ends before. */
  readonly work: (next: () => FleetTask | undefined, done: (answer: FleetAnswer) => void) => Promise<void>
  readonly used: () => readonly Used[]
  readonly read: (name: keyof FleetSetup['spools'], range: SpoolRange) => Buffer
  readonly end: () => void
}

function startWorker(
  setup: Omit<FleetSetup, 'spools'>,
  scratch: string,
  number: number,
  [command = '', ...words]: readonly string[],
): Worker {
  const spools = { output: join(scratch, `output-${number}`), entries: join(scratch, `entries-${number}`) }
  const child = spawn(command, [...words, workerWord])
  // A process that has ended takes no more tasks; `work` reports that.
  child.stdin.on('error', () => undefined)
  tell(child, { ...setup, spools } satisfies FleetSetup)
  const used: Used[] = []
  const opened = new Map<string, number>()
  return {
    work: (next, done) => work(child, next, done, used),
    used: () => used,
    read(name, range) {
      const descriptor = opened.get(name) ?? openSync(spools[name], 'r')
      opened.set(name, descriptor)
      return readRange(descriptor, range)
    },
    end() {
      if (child.exitCode === null) child.kill()
      for (const descriptor of opened.values()) closeSync(descriptor)
      opened.clear()
    },
  }
}

function tell({ stdin }: ChildProcessWithoutNullStreams, value: unknown): void {
  stdin.write(`${JSON.stringify(value)}\n`)
}

/** Gives a process tasks until there are none, and then takes what rules and rows it `used`, the last that it tells. */
function work(
  child: ChildProcessWithoutNullStreams,
  next: () => FleetTask | undefined,
  done: (answer: FleetAnswer) => void,
  used: Used[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    let waiting = 0
    let complaint = ''
    const give = (): void => {
      const task = next()
      if (task !== undefined) {
        waiting++
        tell(child, task)
      } else if (waiting === 0) child.stdin.end()
    }
    child.stderr.on('data', (chunk: Buffer) => (complaint = `${complaint}${chunk.toString()}`.slice(-2000)))
    createInterface({ input: child.stdout }).on('line', line => {
      const message = JSON.parse(line) as WorkerLine
      if ('used' in message) {
        used.push(message.used)
        return
      }
      waiting--
      done(message.answer)
      give()
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (used.length > 0) resolve()
      else reject(new WorkerEnded(String(signal ?? code), complaint.trim()))
    })
    for (let count = 0; count < ahead; count++) give()
  })
}
