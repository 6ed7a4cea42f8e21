import { afterAll, expect, test } from '@jest/globals'
import { readFileSync, statSync, writeFileSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

import { lastRunFile, openLastRunLog } from '../../src/cli/messages/last-run.ts'

import { directoryWith, removeDirectories } from './program.ts'

afterAll(removeDirectories)

const below = (folder: string): string => join(folder, 'k8ssandra-relocate/last-run.log')

test.each<[Readonly<Record<string, string>>, NodeJS.Platform, string]>([
  [{ XDG_STATE_HOME: '/state', HOME: '/home/me' }, 'linux', '/state'],
  [{ XDG_STATE_HOME: 'state', HOME: '/home/me' }, 'linux', '/home/me/.local/state'],
  [{ HOME: '/home/me' }, 'linux', '/home/me/.local/state'],
  [{ HOME: '' }, 'linux', join(homedir(), '.local/state')],
  [{ HOME: '/home/me', LOCALAPPDATA: '/local' }, 'linux', '/home/me/.local/state'],
  [{ HOME: '/home/me', LOCALAPPDATA: '/local' }, 'win32', '/local'],
  [{ HOME: '/home/me', LOCALAPPDATA: 'local' }, 'win32', '/home/me/.local/state'],
  [{ XDG_STATE_HOME: '/state', LOCALAPPDATA: '/local' }, 'win32', '/state'],
])('with %j on %s the log is below %s', (env, platform, folder) => {
  expect(lastRunFile(env, platform)).toBe(below(folder))
})

const note = { kind: 'note', text: 'a note' } as const

test('the log and its folder are for their owner alone', () => {
  const path = below(directoryWith({}))
  openLastRunLog(path).append([note])
  expect([path, dirname(path)].map(name => statSync(name).mode & 0o777)).toEqual([0o600, 0o700])
})

test('a log that has become long is begun anew, on the same day too', () => {
  const path = below(directoryWith({}))
  mkdirSync(dirname(path))
  writeFileSync(path, 'x'.repeat(4 << 20))
  openLastRunLog(path).append([note])
  expect(readFileSync(path, 'utf8')).toMatch(/^# .* process \d+\na note\n$/)
})

test('a folder that cannot be written does not fail the run', () => {
  const path = join(directoryWith({ file: '' }), 'file/last-run.log')
  expect(openLastRunLog(path).append([note])).toEqual([])
})
