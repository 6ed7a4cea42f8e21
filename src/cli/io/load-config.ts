import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import type { PartialConfig } from '../../config/config.ts'
import type { Problem } from '../../problem.ts'

import { decodeText } from './decode.ts'
import { hasCode, reasonOf } from './system-error.ts'

/** Taken from the working directory when no configuration file is named. */
export const defaultConfigFile = 'k8ssandra-relocate.yaml'

type Loaded = { readonly configs: readonly PartialConfig[]; readonly problems: readonly Problem[] }

/** Reads the configuration files named, or the default one if there is one. All problems of all files. */
export async function loadConfigs(names: readonly string[], cwd: string): Promise<Loaded> {
  const configs: PartialConfig[] = []
  const problems: Problem[] = []
  for (const name of names.length > 0 ? names : [defaultConfigFile]) {
    const file = readConfig(name, cwd, names.length > 0)
    if (file === undefined) continue
    if ('problem' in file) {
      problems.push({ ...file.problem, code: 'CONFIG_UNREADABLE' })
      continue
    }
    const { parseConfig } = await import('../../config/parse.ts')
    const parsed = parseConfig(file.text, name)
    configs.push(parsed.config)
    problems.push(...parsed.problems)
  }
  return { configs, problems }
}

function readConfig(name: string, cwd: string, isNamed: boolean): ReturnType<typeof decodeText> | undefined {
  try {
    return decodeText(readFileSync(resolve(cwd, name)), name)
  } catch (error) {
    if (!isNamed && hasCode(error, 'ENOENT')) return undefined
    const message = `the configuration cannot be read: ${reasonOf(error)}`
    const remedy = 'check the path and its permissions'
    return { problem: { code: 'CONFIG_UNREADABLE', message, remedy, place: { file: name } } }
  }
}
