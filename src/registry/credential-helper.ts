import { spawn } from 'node:child_process'

import type { Credentials } from './credentials.ts'
import type { Environment } from './environment.ts'
import { asError } from './failure.ts'

/** No credentials are longer; what goes on talking is ended here. */
const longestAnswer = 1 << 20

/**
 * Asks `docker-credential-NAME get` for a registry; undefined when it knows none. Rejects with its own words when it fails,
 * and with the reason of the signal, after ending it.
 * Source: https://github.com/docker/docker-credential-helpers#development
 */
export function askHelper(
  name: string,
  server: string,
  env: Environment,
  signal: AbortSignal,
): Promise<Credentials | undefined> {
  const program = `docker-credential-${name}`
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
      reject(asError(signal.reason))
    }
    signal.addEventListener('abort', stop, { once: true })
    const hear = (stream: 'stdout' | 'stderr') => (chunk: Buffer) => {
      text[stream] += chunk.toString()
      if (text[stream].length <= longestAnswer) return
      signal.removeEventListener('abort', stop)
      end()
      reject(new Error(`${program} does not stop talking`))
    }
    child.stdout.on('data', hear('stdout'))
    child.stderr.on('data', hear('stderr'))
    child.stdin.on('error', () => undefined)
    child.stdin.end(server)
    child.on('error', error => {
      signal.removeEventListener('abort', stop)
      reject(new Error(`${program} cannot be run: ${error.message}`))
    })
    child.on('close', code => {
      signal.removeEventListener('abort', stop)
      if (code === 0) resolve(read(text.stdout, program))
      else if (/credentials not found/i.test(text.stdout + text.stderr)) resolve(undefined)
      else reject(new Error(`${program} failed: ${(text.stderr + text.stdout).trim().slice(0, 200)}`))
    })
  })
}

function read(text: string, program: string): Credentials | undefined {
  let value: { readonly Username?: unknown; readonly Secret?: unknown }
  try {
    value = JSON.parse(text) as typeof value
  } catch {
    throw new Error(`${program} gave an answer that is no JSON`)
  }
  const { Username: user, Secret: password } = value
  if (typeof user !== 'string' || typeof password !== 'string' || password === '') return undefined
  return user === '<token>'
    ? { identityToken: password, origin: program }
    : { user, password, origin: program }
}
