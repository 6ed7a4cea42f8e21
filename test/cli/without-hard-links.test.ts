import { afterAll, expect, jest, test } from '@jest/globals'
import * as fs from 'node:fs'
import { join } from 'node:path'

import { directoryWith, removeDirectories } from './program.ts'

afterAll(removeDirectories)

/** As on FAT, and on some network file systems. */
jest.unstable_mockModule('node:fs', () => ({
  ...fs,
  linkSync: () => {
    throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' })
  },
}))
const { replaceFiles } = await import('../../src/cli/io/write/replace.ts')
const { lockDirectories } = await import('../../src/cli/io/write/directory-lock.ts')

const contentsOf = (directory: string) =>
  fs.readdirSync(directory).flatMap(name => {
    const path = join(directory, name)
    return fs.statSync(path).isFile() ? [[name, fs.readFileSync(path, 'utf8')]] : []
  })

test('without hard links, files are replaced all the same', async () => {
  const directory = directoryWith({ a: 'old', b: 'old' })
  await replaceFiles(['a', 'b'].map(name => ({ path: join(directory, name), content: 'new' })))
  expect(contentsOf(directory)).toEqual([
    ['a', 'new'],
    ['b', 'new'],
  ])
})

test('without hard links, a failure while renaming brings back what was replaced', async () => {
  const directory = directoryWith({ a: 'old' })
  fs.mkdirSync(join(directory, 'folder/full'), { recursive: true })
  const replacements = ['a', 'folder'].map(name => ({ path: join(directory, name), content: 'new' }))
  await expect(replaceFiles(replacements)).rejects.toThrow()
  expect(contentsOf(directory)).toEqual([['a', 'old']])
})

test('without hard links, a run goes on without a lock and leaves nothing of it', () => {
  const directory = directoryWith({})
  const locked = lockDirectories([directory])
  expect(locked).not.toHaveProperty('holder')
  expect(contentsOf(directory)).toEqual([])
})
