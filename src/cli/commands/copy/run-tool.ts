import { spawn } from 'node:child_process'

import { printable } from '../../../reference/quote.ts'
import { urlUserHidden, withoutLog } from './words.ts'
import type { Environment } from '../../../registry/environment.ts'

/** The last line of `tar`, which gives no reason. */
const farewell = /Exiting with failure status|not recoverable: exiting now/

/** Runs a program to its end; undefined when it did well, else the last of its words. Ended when the signal is aborted. */
export function runTool(
  program: string,
  args: readonly string[],
  env: Environment,
  signal: AbortSignal,
): Promise<string | undefined> {
  return new Promise(resolve => {
    let words = ''
    const child = spawn(program, [...args], { env, stdio: ['ignore', 'ignore', 'pipe'] })
    const stop = (): void => {
      child.kill('SIGKILL')
      child.stderr.destroy()
      resolve('it was not done before the deadline (--timeout)')
    }
    if (signal.aborted) return stop()
    signal.addEventListener('abort', stop, { once: true })
    child.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString()).slice(-4000)))
    child.on('error', error => {
      signal.removeEventListener('abort', stop)
      resolve(`${program} cannot be run: ${error.message}`)
    })
    child.on('close', (code, killed) => {
      signal.removeEventListener('abort', stop)
      const lines = words.trim().split('\n')
      const last = lines.findLast(line => !farewell.test(line)) ?? lines.at(-1) ?? ''
      resolve(
        code === 0
          ? undefined
          : printable(urlUserHidden(withoutLog(last)) || `${program} ended with ${killed ?? code}`),
      )
    })
  })
}
