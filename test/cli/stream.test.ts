import { expect, test } from '@jest/globals'

import { readAll } from '../../src/cli/io/stream.ts'

async function* endless() {
  for (;;) yield await Promise.resolve(Buffer.alloc(100))
}

test('an input without end is read no further than a text can be long', async () => {
  const bytes = await readAll(endless(), 1000)
  expect(bytes.length).toBeGreaterThan(1000)
  expect(bytes.length).toBeLessThan(2000)
})
