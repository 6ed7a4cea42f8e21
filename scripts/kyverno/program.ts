/** Where Kyverno's command line is, for the tests that hold our policies against it. */
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

export const kyvernoVersion = '1.19.1'

const { KYVERNO: named, XDG_CACHE_HOME: caches } = process.env
export const kyvernoProgram =
  named ?? join(caches ?? join(homedir(), '.cache'), 'k8ssandra-relocate', 'bin', `kyverno-${kyvernoVersion}`)

export const hasKyverno = existsSync(kyvernoProgram)
