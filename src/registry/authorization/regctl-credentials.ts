import { homedir } from 'node:os'
import { join } from 'node:path'

import { readConfig, recordIn } from './config-file.ts'
import type { Credentials } from './credentials.ts'
import type { Environment } from '../environment.ts'

type Host = Partial<Record<'user' | 'pass' | 'token', unknown>>

/**
 * What `regctl registry login` left for a registry, in `REGCTL_CONFIG` or `~/.regctl/config.json`; undefined for none.
 * Source: https://github.com/regclient/regclient/blob/main/config/host.go
 */
export function regctlCredentials(env: Environment, host: string): Credentials | undefined {
  const file = env['REGCTL_CONFIG'] ?? join(env['HOME'] ?? homedir(), '.regctl/config.json')
  const config = readConfig(file)
  const from = { origin: file, reader: 'regctl' } as const
  const { user, pass, token }: Host =
    config === undefined ? {} : recordIn(recordIn(config, 'hosts', file), host, file)
  if (typeof token === 'string' && token !== '') return { identityToken: token, ...from }
  const isWhole = typeof user === 'string' && typeof pass === 'string' && user !== '' && pass !== ''
  return isWhole ? { user, password: pass, ...from } : undefined
}
