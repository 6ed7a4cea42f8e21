import { afterAll, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'

import { directoryWith, removeDirectories, shell } from './program.ts'

afterAll(removeDirectories)

const input = readFileSync('testdata/relocate/rows/descriptions/input.yaml', 'utf8')
const flags = '-r registry.internal:5000/m'

test('descriptions stay, the values next to them and in them move, and verify agrees', async () => {
  const cwd = directoryWith({ input })
  const moved = await shell(`$RELOCATE ${flags} < input`, cwd)
  const lines = moved.stdout.split('\n').filter((line, index) => line !== input.split('\n')[index])
  const starts = lines.map(line => line.trim().split(/[: ]/)[0])
  expect(starts).toEqual(['containerImage', 'alm-examples', '-', 'default', '{"properties"'])
  const verified = await shell(`$RELOCATE ${flags} < input | $RELOCATE verify ${flags}`, cwd)
  expect([verified.code, verified.stderr]).toEqual([0, expect.stringContaining('0 outside, 0 possible')])
})
