import { afterAll, expect, test } from '@jest/globals'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { digestOf, readAgain } from '../../src/cli/io/fleet/read-again.ts'

import { directoryWith, pod, removeDirectories } from './program.ts'

afterAll(removeDirectories)

test('a file that was changed or removed since it was read first is a problem, and is not relocated', () => {
  const tree = directoryWith({ 'a.yaml': pod })
  const file = { name: 'a.yaml', absolute: join(tree, 'a.yaml'), tree }
  const digest = digestOf(Buffer.from(pod))
  expect(readAgain(file, digest)).toEqual({ bytes: Buffer.from(pod) })
  writeFileSync(file.absolute, `${pod}# more\n`)
  expect(readAgain(file, digest)).toMatchObject({
    problem: { code: 'FILE_UNREADABLE', message: 'the file was changed while the run read it' },
  })
  rmSync(file.absolute)
  expect(readAgain(file, digest)).toMatchObject({
    problem: { code: 'FILE_UNREADABLE', message: 'cannot be read: no such file or directory' },
  })
})
