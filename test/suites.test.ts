import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

import { expect, test } from '@jest/globals'
import fastGlob from 'fast-glob'

/** The files of tests that a script of the package runs. */
function filesOf(script: string): readonly string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>
  }
  const jest = scripts[script]?.split(' && ').at(-1)?.replace(/ --$/, '') ?? ''
  const listed = execFileSync('sh', ['-c', `${jest} --listTests`], { encoding: 'utf8' })
  return Array.from(listed.matchAll(/\/(test\/.*\.test\.ts)$/gm), ([, file]) => file ?? '').sort()
}

test('npm test and npm run test:cluster run every test, and none twice', () => {
  const [own, cluster] = [filesOf('test'), filesOf('test:cluster')]
  expect(cluster).toContain('test/cluster/api-server.test.ts')
  expect(own.filter(file => cluster.includes(file))).toEqual([])
  expect([...own, ...cluster].sort()).toEqual(fastGlob.sync('test/**/*.test.ts').sort())
})
