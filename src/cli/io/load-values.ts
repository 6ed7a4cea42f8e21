import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import type { ComponentSetting } from '../../config/component-setting.ts'
import type { Problem } from '../../problem.ts'

import { decodeText } from './decode.ts'
import { reasonOf } from './system-error.ts'

type Loaded = { readonly components: readonly ComponentSetting[]; readonly problems: readonly Problem[] }

/** Reads the values files named, later ones winning key by key. All problems of all files. */
export async function loadValues(names: readonly string[], cwd: string): Promise<Loaded> {
  if (names.length === 0) return { components: [], problems: [] }
  const unread: Problem[] = []
  const files = names.flatMap(name => {
    const file = readValues(name, cwd)
    if ('text' in file) return { name, text: file.text }
    unread.push({ ...file.problem, code: 'CONFIG_UNREADABLE' })
    return []
  })
  const { parseValues } = await import('../../config/values/parse-values.ts')
  const { components, problems } = parseValues(files)
  return { components, problems: [...unread, ...problems] }
}

function readValues(name: string, cwd: string): ReturnType<typeof decodeText> {
  try {
    return decodeText(readFileSync(resolve(cwd, name)), name)
  } catch (error) {
    const message = `the values cannot be read: ${reasonOf(error)}`
    const remedy = 'check the path and its permissions'
    return { problem: { code: 'CONFIG_UNREADABLE', message, remedy, place: { file: name } } }
  }
}
