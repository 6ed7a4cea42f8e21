import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

import type { Used } from '../../../run.ts'
import { createRelocator, type FleetAnswer, type FleetSetup, type FleetTask } from './relocator.ts'

/** What a worker writes, each on a line of its own: its answers, and at its end what has mattered to it. */
export type WorkerLine = { readonly answer: FleetAnswer } | { readonly used: Used }

/** Works on the lines of `input`: the setup, then tasks, to the end of the input. */
export async function work(
  input: Readable = process.stdin,
  output: Writable = process.stdout,
): Promise<number> {
  let relocator: ReturnType<typeof createRelocator> | undefined
  const write = (line: WorkerLine): void => void output.write(`${JSON.stringify(line)}\n`)
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (relocator === undefined) relocator = createRelocator(JSON.parse(line) as FleetSetup)
    else write({ answer: relocator.relocate(JSON.parse(line) as FleetTask) })
  }
  if (relocator !== undefined) write({ used: relocator.used() })
  return 0
}
