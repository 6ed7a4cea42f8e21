import { afterAll, expect, test } from '@jest/globals'
import { readFileSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { directoryWith, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

const page = readFileSync('docs/air-gap.md', 'utf8')
const blocks = Array.from(page.matchAll(/^```sh\n([^]*?)^```$/gm), ([, block = '']) => block)

test('the page about air gaps has blocks to run', () => {
  expect(blocks.length).toBeGreaterThan(3)
})

test.each(blocks)('the block runs as it stands: %s', async block => {
  const cwd = directoryWith({})
  for (const name of ['testdata', 'k8ssandra-relocate']) symlinkSync(resolve(name), join(cwd, name))
  const { code, stderr } = await shell(`set -euo pipefail\n${block}`, cwd)
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' })
})
