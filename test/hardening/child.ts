import { execFile } from 'node:child_process'
import { closeSync, openSync, rmSync, mkdtempSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { executable } from '../built.ts'

/**
 * What a run took and left. `seconds`: of the clock, or of the processor where others kept us waiting; as many as it would
 * take on a machine like that of the published figures, where this one is slower.
 */
export type Measured = {
  readonly code: number
  readonly seconds: number
  readonly megabytes: number
  readonly written: number
  readonly said: string
}

/**
 * Python's own child is the only one it accounts for, so a fresh one measures each run. How slow the machine is at that
 * moment says work of the same kind, many small objects: it takes 28 ms where the processor is not throttled.
 */
const measure = `
import json, os, resource, subprocess, sys, time
def pace():
    started = time.process_time()
    objects = [{index: str(index)} for index in range(100000)]
    return (time.process_time() - started) / 0.028
slowness = pace()
stream, out, err = sys.argv[1:4]
started = time.time()
with open(stream, 'rb') as stdin, open(out, 'wb') as stdout, open(err, 'wb') as stderr:
    code = subprocess.run(sys.argv[4:], stdin=stdin, stdout=stdout, stderr=stderr, timeout=100).returncode
wall = time.time() - started
used = resource.getrusage(resource.RUSAGE_CHILDREN)
slowness = max(1, (slowness + pace()) / 2)
print(json.dumps({
    'code': code,
    'seconds': min(wall, used.ru_utime + used.ru_stime) / slowness,
    'megabytes': used.ru_maxrss / (1e6 if sys.platform == 'darwin' else 1e3),
    'written': os.path.getsize(out),
    'said': open(err, encoding='utf8').read(100000),
}))
`

/**
 * Runs the executable on a stream, once with each list of arguments, one after the other, and measures the runs. Rejects
 * when one takes longer than 100 seconds.
 */
export async function measured(
  pieces: Iterable<string>,
  ...runs: readonly (readonly string[])[]
): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'relocate-hostile-'))
  const stream = join(folder, 'in')
  const descriptor = openSync(stream, 'w')
  for (const piece of pieces) writeSync(descriptor, piece)
  closeSync(descriptor)
  try {
    const all: Measured[] = []
    for (const args of runs) all.push(await measuredRun(stream, join(folder, 'run'), args))
    return all
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function measuredRun(stream: string, name: string, args: readonly string[]): Promise<Measured> {
  const command = ['-c', measure, stream, `${name}.out`, `${name}.err`, executable, ...args]
  return new Promise((done, fail) => {
    execFile('python3', command, { maxBuffer: 1e8 }, (error, stdout) => {
      if (error === null) done(JSON.parse(stdout) as Measured)
      else fail(new Error('the child could not be measured', { cause: error }))
    })
  })
}
