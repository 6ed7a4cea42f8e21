import { spawn } from 'node:child_process'

import type { Credentials } from './credentials.ts'
import type { Environment } from './environment.ts'
import { DeadlineError, ObstacleError, asError } from './failure.ts'

/** No credentials are longer; what goes on talking is ended here. */
const longestAnswer = 1 << 20

/**
 * Asks `docker-credential-NAME get` for a registry; undefined when it knows none. Rejects with its own words when it fails,
 * and when the signal is aborted, after ending it.
 * Source: https://github.com/docker/docker-credential-helpers#development
 */
export function askHelper(
  name: string,
  server: string,
  env: Environment,
  signal: AbortSignal,
): Promise<Credentials | undefined> {
  const program = `docker-credential-${name}`
  const out = 'or take it out of credHelpers and credsStore'
  const fault = (words: string, remedy = `try it: echo ${server} | ${program} get; ${out}`): Error =>
    new ObstacleError(`${program} ${words}`, remedy)
  if (!/^[\w.-]+$/.test(name)) return Promise.reject(fault('is no name of a program', `correct it, ${out}`))
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['get'], { env, stdio: ['pipe', 'pipe', 'pipe'] })
    const text = { stdout: '', stderr: '' }
    const end = (): void => {
      child.kill('SIGKILL')
      // A child of it may hold the pipes open.
      child.stdout.destroy()
      child.stderr.destroy()
    }
    const stop = (): void => {
      end()
      const reason = asError(signal.reason)
      const isLate = reason instanceof DeadlineError
      reject(isLate ? fault(`gave no credentials within ${reason.seconds} s`) : reason)
    }
    signal.addEventListener('abort', stop, { once: true })
    const hear = (stream: 'stdout' | 'stderr') => (chunk: Buffer) => {
      text[stream] += chunk.toString()
      if (text[stream].length <= longestAnswer) return
      signal.removeEventListener('abort', stop)
      end()
      reject(fault('does not stop talking'))
    }
    child.stdout.on('data', hear('stdout'))
    child.stderr.on('data', hear('stderr'))
    child.stdin.on('error', () => undefined)
    child.stdin.end(server)
    child.on('error', error => {
      signal.removeEventListener('abort', stop)
      reject(
        isMissing(error)
          ? fault('is not on the PATH', `install it, ${out}`)
          : fault(`cannot be run: ${error.message}`),
      )
    })
    child.on('close', (code, killed) => {
      signal.removeEventListener('abort', stop)
      const words = (text.stderr + text.stdout).trim().slice(0, 200)
      if (code === 0) {
        const found = read(text.stdout, program)
        if (found === 'garbage') reject(fault('gave an answer that is not a JSON object'))
        else resolve(found)
      } else if (/credentials not found/i.test(words)) resolve(undefined)
      else reject(fault(`failed: ${words || `exit code ${killed ?? code}`}`))
    })
  })
}

function isMissing(error: Error): boolean {
  return (error as { readonly code?: string }).code === 'ENOENT' || /not found in \$PATH/i.test(error.message)
}

function read(text: string, program: string): Credentials | 'garbage' | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'garbage'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'garbage'
  const { Username: user, Secret: password } = value as Readonly<Record<string, unknown>>
  if (typeof user !== 'string' || typeof password !== 'string' || password === '') return undefined
  return user === '<token>'
    ? { identityToken: password, origin: program }
    : { user, password, origin: program }
}
