import { execFile } from 'node:child_process'
import { closeSync, openSync, rmSync, mkdtempSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { executable } from '../built.ts'

/** What a run took and left. `seconds`: of the clock, or of the processor where others kept us waiting. */
export type Measured = {
  readonly code: number
  readonly seconds: number
  readonly megabytes: number
  readonly written: number
  readonly said: string
}

/** Python's own child is the only one it accounts for, so a fresh one measures each run. */
const measure = `
import json, os, resource, subprocess, sys, time
folder = sys.argv[1]
started = time.time()
with open(folder + '/in', 'rb') as stdin, open(folder + '/out', 'wb') as stdout, open(folder + '/err', 'wb') as stderr:
    code = subprocess.run(sys.argv[2:], stdin=stdin, stdout=stdout, stderr=stderr, timeout=100).returncode
wall = time.time() - started
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({
    'code': code,
    'seconds': min(wall, used.ru_utime + used.ru_stime),
    'megabytes': used.ru_maxrss / (1e6 if sys.platform == 'darwin' else 1e3),
    'written': os.path.getsize(folder + '/out'),
    'said': open(folder + '/err', encoding='utf8').read(100000),
}))
`

/** Runs the executable on a stream and measures it. Rejects when it takes longer than 100 seconds. */
export function measured(pieces: Iterable<string>, ...args: readonly string[]): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'relocate-hostile-'))
  const descriptor = openSync(join(folder, 'in'), 'w')
  for (const piece of pieces) writeSync(descriptor, piece)
  closeSync(descriptor)
  const command = ['-c', measure, folder, executable, ...args]
  return new Promise((done, fail) => {
    execFile('python3', command, { maxBuffer: 1e8 }, (error, stdout) => {
      rmSync(folder, { recursive: true })
      if (error === null) done(JSON.parse(stdout) as Measured)
      else fail(new Error('the child could not be measured', { cause: error }))
    })
  })
}
