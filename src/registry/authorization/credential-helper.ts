import { jsonObjectIn } from '../../json-object.ts'
import { askProgram } from '../../program.ts'

import type { Credentials } from './credentials.ts'
import type { Environment } from '../environment.ts'
import { DeadlineError, ObstacleError, asError } from '../failure.ts'

/**
 * Asks `docker-credential-NAME get` for a registry; undefined when it knows none. Rejects with its own words when it fails,
 * and when the signal is aborted, after ending it.
 * Source: https://github.com/docker/docker-credential-helpers#development
 */
export async function askHelper(
  name: string,
  server: string,
  env: Environment,
  signal: AbortSignal,
): Promise<Credentials | undefined> {
  const program = `docker-credential-${name}`
  const out = 'or take it out of credHelpers and credsStore'
  const fault = (words: string, remedy = `try it: echo ${server} | ${program} get; ${out}`): Error =>
    new ObstacleError(`${program} ${words}`, remedy)
  if (!/^[\w.-]+$/.test(name)) throw fault('is no name of a program', `correct it, ${out}`)
  const answer = await askProgram(program, ['get'], { env, signal, input: server })
  switch (answer.kind) {
    case 'aborted': {
      const reason = asError(signal.reason)
      throw reason instanceof DeadlineError ? fault(`gave no credentials within ${reason.seconds} s`) : reason
    }
    case 'endless':
      throw fault('does not stop talking')
    case 'not-started':
      throw answer.isMissing
        ? fault('is not on the PATH', `install it, ${out}`)
        : fault(`cannot be run: ${answer.reason}`)
    case 'ended': {
      if (answer.exit !== 0) {
        const words = (answer.stderr + answer.stdout).trim().slice(0, 200)
        if (/credentials not found/i.test(words)) return undefined
        throw fault(`failed: ${words || `exit code ${answer.exit}`}`)
      }
      const found = read(answer.stdout, program)
      if (found === 'garbage') throw fault('gave an answer that is not a JSON object')
      return found
    }
  }
}

function read(text: string, program: string): Credentials | 'garbage' | undefined {
  const value = jsonObjectIn(text)
  if (value === undefined) return 'garbage'
  const { Username: user, Secret: password } = value
  if (typeof user !== 'string' || typeof password !== 'string' || password === '') return undefined
  return user === '<token>'
    ? { identityToken: password, origin: program }
    : { user, password, origin: program }
}
