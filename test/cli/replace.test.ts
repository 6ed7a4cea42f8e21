import { afterAll, expect, test } from '@jest/globals'
import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { replaceFiles } from '../../src/cli/io/write/replace.ts'

import { directoryWith, removeDirectories } from './program.ts'

afterAll(removeDirectories)

test('files get their new content, new files are made', async () => {
  const directory = directoryWith({ a: 'old', b: 'old' })
  await replaceFiles(['a', 'b', 'c'].map(name => ({ path: join(directory, name), content: `new ${name} é` })))
  expect(readdirSync(directory).map(name => readFileSync(join(directory, name), 'utf8'))).toEqual([
    'new a é',
    'new b é',
    'new c é',
  ])
})

test('a failure while writing leaves everything as it was', async () => {
  const directory = directoryWith({ a: 'old', b: 'old' })
  const paths = ['a', 'new', 'none/c', 'b'].map(name => join(directory, name))
  await expect(replaceFiles(paths.map(path => ({ path, content: 'new' })))).rejects.toThrow('ENOENT')
  expect(readdirSync(directory).map(name => [name, readFileSync(join(directory, name), 'utf8')])).toEqual([
    ['a', 'old'],
    ['b', 'old'],
  ])
})

test('unfinished content of a file is for its owner alone, whatever the mode of the file', async () => {
  const directory = directoryWith({ a: 'old' })
  const path = join(directory, 'a')
  chmodSync(path, 0o640)
  const modes: number[] = []
  const content = (function* () {
    for (const name of readdirSync(directory))
      if (name !== 'a') modes.push(statSync(join(directory, name)).mode & 0o777)
    yield Buffer.from('new')
  })()
  await replaceFiles([{ path, content }])
  expect(modes).toEqual([0o600])
  expect(statSync(path).mode & 0o777).toBe(0o640)
})

test('content that ends with an error leaves nothing behind', async () => {
  const directory = directoryWith({ a: 'old' })
  const content = (function* () {
    yield Buffer.from('half')
    throw new Error('no more')
  })()
  await expect(replaceFiles([{ path: join(directory, 'a'), content }])).rejects.toThrow('no more')
  expect(readdirSync(directory)).toEqual(['a'])
  expect(readFileSync(join(directory, 'a'), 'utf8')).toBe('old')
})

test('a failure while renaming brings back what was replaced, the same file and not a copy', async () => {
  const directory = directoryWith({ a: 'old', b: 'old' })
  mkdirSync(join(directory, 'folder/full'), { recursive: true })
  const { ino, mtimeMs } = statSync(join(directory, 'a'))
  const paths = ['a', 'new', 'folder', 'b'].map(name => join(directory, name))
  await expect(replaceFiles(paths.map(path => ({ path, content: 'new' })))).rejects.toThrow()
  expect(readdirSync(directory)).toEqual(['a', 'b', 'folder'])
  expect(readFileSync(join(directory, 'a'), 'utf8')).toBe('old')
  expect(statSync(join(directory, 'a'))).toMatchObject({ ino, mtimeMs })
})

test('a signal before the first rename leaves everything as it was', async () => {
  const directory = directoryWith({ a: 'old', b: 'old' })
  const replacements = ['a', 'b'].map(name => ({ path: join(directory, name), content: 'new' }))
  let asked = 0
  const isStopped = (): Promise<boolean> => Promise.resolve(++asked > 1)
  await expect(replaceFiles(replacements, isStopped)).rejects.toThrow('stopped by a signal')
  expect(readdirSync(directory).map(name => readFileSync(join(directory, name), 'utf8'))).toEqual([
    'old',
    'old',
  ])
})
