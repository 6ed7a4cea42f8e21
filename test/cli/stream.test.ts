import { expect, test } from '@jest/globals'

import { readAll } from '../../src/cli/io/stream.ts'

async function* endless() {
  for (;;) yield await Promise.resolve(Buffer.alloc(100, 'a'))
}

test('an input without end is read no further than a text can be long', async () => {
  const bytes = await readAll(endless(), 1000)
  expect(bytes.length).toBeGreaterThan(1000)
  expect(bytes.length).toBeLessThan(2000)
})

test('an input that begins with bytes of no text is read no further', async () => {
  async function* zeros() {
    for (;;) yield await Promise.resolve(Buffer.alloc(100))
  }
  expect((await readAll(zeros(), 1000)).length).toBe(100)
})
