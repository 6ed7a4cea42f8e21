import { afterAll, expect, jest, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { lockDirectories } from '../../src/cli/io/write/directory-lock.ts'
import { removeDead } from '../../src/cli/io/write/lock-owner.ts'
import { isRunning, ownProcess } from '../../src/cli/io/write/process-id.ts'

import { directoryWith, pod, program, registry, relocatedPod, removeDirectories } from './program.ts'

afterAll(removeDirectories)

const lockName = '.k8ssandra-relocate.lock'
const flags = [registry, '--in-place', 'manifests']

test('a directory is locked once, and free again afterwards', () => {
  const directory = directoryWith({ a: '' })
  const first = lockDirectories([directory, directory])
  if ('holder' in first) throw new Error('locked before')
  expect(lockDirectories([directory])).toMatchObject({ holder: { owner: { pid: process.pid } } })
  first.release()
  expect(readdirSync(directory)).toEqual(['a'])
  expect(lockDirectories([directory])).not.toHaveProperty('holder')
})

test('of several directories all are locked or none', () => {
  const [one, other] = [directoryWith({}), directoryWith({})].sort() as [string, string]
  lockDirectories([other])
  expect(lockDirectories([one, other])).toHaveProperty('holder')
  expect(readdirSync(one)).toEqual([])
})

test('two runs on one tree: the second is refused and changes nothing', async () => {
  const cwd = directoryWith({ 'manifests/a.yaml': pod })
  writeFileSync(join(cwd, 'manifests', lockName), JSON.stringify(ownProcess()))
  const { code, stderr } = await program(flags, { cwd })
  expect([code, stderr]).toEqual([1, expect.stringContaining(`another run (process ${process.pid} on`)])
  expect(readFileSync(join(cwd, 'manifests/a.yaml'), 'utf8')).toBe(pod)
})

test('a run to a directory that is not there yet locks the one above it', async () => {
  const cwd = directoryWith({ 'manifests/a.yaml': pod })
  const output = [registry, '--output-dir=new/out', 'manifests']
  writeFileSync(join(cwd, lockName), JSON.stringify(ownProcess()))
  const { code, stderr } = await program(output, { cwd })
  expect([code, stderr]).toEqual([1, expect.stringContaining('is writing files here')])
  expect(readdirSync(cwd).sort()).toEqual([lockName, 'manifests'])
})

test('a dead run keeps no lock, even if its number belongs to another process now', async () => {
  const child = spawn('true')
  await new Promise(done => child.on('close', done))
  const dead = { ...ownProcess(), pid: child.pid ?? 0 }
  const former = { ...ownProcess(), started: '1' }
  for (const owner of process.platform === 'linux' ? [dead, former] : [dead]) {
    const cwd = directoryWith({ 'manifests/a.yaml': pod })
    writeFileSync(join(cwd, 'manifests', lockName), JSON.stringify(owner))
    expect(await program(flags, { cwd })).toMatchObject({ code: 0 })
    expect(readFileSync(join(cwd, 'manifests/a.yaml'), 'utf8')).toBe(relocatedPod)
    expect(existsSync(join(cwd, 'manifests', lockName))).toBe(false)
  }
})

test('of two runs that find the same dead lock, the second does not take away the lock of the first', () => {
  const text = JSON.stringify(ownProcess())
  const directory = directoryWith({ [lockName]: text })
  removeDead(join(directory, lockName), { ...ownProcess(), started: '1' })
  expect(readdirSync(directory)).toEqual([lockName])
  expect(readFileSync(join(directory, lockName), 'utf8')).toBe(text)
  removeDead(join(directory, lockName), ownProcess())
  expect(readdirSync(directory)).toEqual([])
})

test('a process of another user runs, although the system refuses to signal it', () => {
  const kill = jest.spyOn(process, 'kill')
  const refuse = (code: string) =>
    kill.mockImplementation(() => {
      throw Object.assign(new Error(code), { code })
    })
  try {
    refuse('EPERM')
    expect(isRunning(ownProcess())).toBe(true)
    refuse('ESRCH')
    expect(isRunning(ownProcess())).toBe(false)
  } finally {
    kill.mockRestore()
  }
})

test.each(['', 'nonsense', JSON.stringify({ ...ownProcess(), host: 'another-machine' })])(
  'a lock that nobody can look behind holds: %j',
  async text => {
    const cwd = directoryWith({ 'manifests/a.yaml': pod })
    writeFileSync(join(cwd, 'manifests', lockName), text)
    const { code, stderr } = await program(flags, { cwd })
    expect([code, stderr]).toEqual([1, expect.stringContaining('remove the lock file')])
  },
)
