import { execFile } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { executable } from '../built.ts'
import { densePods } from '../../bench/stream.ts'
import type { Result } from '../../bench/table.ts'

/**
 * What a run took and left. `seconds`: of the clock, or of the processor where others kept us waiting; as many as it would
 * take on the machine of the published figures, where this one is slower.
 */
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
stream, out, err = sys.argv[1:4]
started = time.time()
with open(stream, 'rb') as stdin, open(out, 'wb') as stdout, open(err, 'wb') as stderr:
    code = subprocess.run(sys.argv[4:], stdin=stdin, stdout=stdout, stderr=stderr, timeout=100).returncode
wall = time.time() - started
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({
    'code': code,
    'seconds': min(wall, used.ru_utime + used.ru_stime),
    'megabytes': used.ru_maxrss / (1e6 if sys.platform == 'darwin' else 1e3),
    'written': os.path.getsize(out),
    'said': open(err, encoding='utf8').read(100000),
}))
`

/**
 * The stream that says how slow the machine is at the moment, and the seconds it took when the figures were published:
 * what the program itself does with many small objects. The benchmark holds that time against programs of others.
 */
const pace = { text: densePods(6000), seconds: publishedSeconds('dense', 'ours, binary') }

function publishedSeconds(stream: string, contender: string): number {
  const { results } = JSON.parse(readFileSync('bench/results.json', 'utf8')) as { results: readonly Result[] }
  const published = results.find(result => result.stream === stream && result.contender === contender)
  if (published === undefined) throw new Error(`bench/results.json has no ${contender} on ${stream}`)
  return published.milliseconds / 1000
}

/**
 * Runs the executable on a stream, once with each list of arguments, one after the other, and measures the runs. Rejects
 * when one takes longer than 100 seconds.
 */
export async function measured(
  pieces: Iterable<string>,
  ...runs: readonly (readonly string[])[]
): Promise<readonly Measured[]> {
  const folder = mkdtempSync(join(tmpdir(), 'relocate-hostile-'))
  const [stream, usual] = [join(folder, 'in'), join(folder, 'usual')]
  const descriptor = openSync(stream, 'w')
  for (const piece of pieces) writeSync(descriptor, piece)
  closeSync(descriptor)
  writeFileSync(usual, pace.text)
  const usualRun = () => measuredRun(usual, join(folder, 'run'), ['--registry=r.example/m'])
  try {
    const before = await usualRun()
    const all: Measured[] = []
    for (const args of runs) all.push(await measuredRun(stream, join(folder, 'run'), args))
    const slowness = Math.max(1, (before.seconds + (await usualRun()).seconds) / 2 / pace.seconds)
    return all.map(run => ({ ...run, seconds: run.seconds / slowness }))
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
