import { execFile } from 'node:child_process'
import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

import type { Environment } from '../../../registry/environment.ts'

/** A Helm on this machine. */
export type Helm = {
  /** Where the search path has it. */
  readonly path: string
  /** As Helm writes it, with the "v" in front; undefined when it does not answer. */
  readonly version: string | undefined
  readonly major: number
  /** The folders it looks for plugins in. */
  readonly pluginFolders: readonly string[]
}

/** A Helm that takes longer than this, in milliseconds, has no answer. */
const patience = 20_000

/** Every Helm on the search path under a usual name, `helm` first: two versions on one machine share their plugins. */
export async function findHelms(env: Environment): Promise<readonly Helm[]> {
  const paths = ['helm', 'helm3', 'helm4'].flatMap(name => findProgram(name, env) ?? [])
  const distinct = paths.filter(
    (path, index) => paths.findIndex(other => realpathSync(other) === realpathSync(path)) === index,
  )
  return Promise.all(distinct.map(path => ask(path, env)))
}

/** Where the search path has a program; undefined where it has none. */
export function findProgram(name: string, env: Environment): string | undefined {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', ''] : ['']
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter(folder => folder !== '')
  return folders.flatMap(folder => endings.map(ending => join(folder, name + ending))).find(isProgram)
}

/** Whether a path leads to a file that may be run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

async function ask(path: string, env: Environment): Promise<Helm> {
  const [version, plugins] = await Promise.all([
    answerOf(path, ['version', '--template={{.Version}}'], env),
    answerOf(path, ['env', 'HELM_PLUGINS'], env),
  ])
  const major = Number(/^v(\d{1,4})\./.exec(version ?? '')?.[1] ?? 0)
  const pluginFolders = (plugins ?? '').split(delimiter).filter(folder => folder !== '')
  return { path, version: major === 0 ? undefined : version, major, pluginFolders }
}

/** What Helm prints, without its line end; undefined when it fails. */
function answerOf(path: string, args: readonly string[], env: Environment): Promise<string | undefined> {
  return new Promise(done => {
    const child = execFile(path, args, { env, timeout: patience, killSignal: 'SIGKILL' }, (error, stdout) =>
      done(error === null ? stdout.trim() : undefined),
    )
    child.stdin?.end()
  })
}
